/// The answer to a statement, with its values read by column position.
#pragma once

#include <libpq-fe.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace asterism::store::postgres {

/// Owns a PGresult in text format (or binary, see bytes). Move only. Views live as long as the result.
class Result {
 public:
    explicit Result(PGresult* result) : result_(result) {}

    [[nodiscard]] PGresult* get() const { return result_.get(); }
    [[nodiscard]] int rows() const { return PQntuples(result_.get()); }
    [[nodiscard]] bool null(int row, int column) const { return PQgetisnull(result_.get(), row, column) == 1; }
    /// Empty for NULL.
    [[nodiscard]] std::string_view bytes(int row, int column) const {
        return {PQgetvalue(result_.get(), row, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
    }
    [[nodiscard]] std::string text(int row, int column) const { return std::string(bytes(row, column)); }
    /// 0 for NULL.
    [[nodiscard]] std::int64_t integer(int row, int column) const {
        std::int64_t value = 0;
        const auto digits = bytes(row, column);
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    /// 0 for NULL.
    [[nodiscard]] double number(int row, int column) const {
        return std::strtod(PQgetvalue(result_.get(), row, column), nullptr);
    }
    [[nodiscard]] bool yes(int row, int column) const { return bytes(row, column) == "t"; }
    /// Rows an INSERT, UPDATE, DELETE or COPY touched.
    [[nodiscard]] std::int64_t affected() const { return std::atoll(PQcmdTuples(result_.get())); }

 private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> result_;
};

}  // namespace asterism::store::postgres
