#include <fmt/format.h>

#include <charconv>

#include "store/contract/reader_db_client_contract.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/postgres_client.hpp"
#include "store/postgres/scratch_database.hpp"

namespace asterism::store {
namespace {

/// "[1,2.5]" or "{1,2.5}".
std::vector<float> parse_vector(std::string_view text) {
    std::vector<float> values;
    const char* at = text.data() + 1;
    const char* const end = text.data() + text.size() - 1;
    while (at < end) {
        float value = 0;
        at = std::from_chars(at, end, value).ptr + 1;
        values.push_back(value);
    }
    return values;
}

/// `vector_type`: of the vectors in source tables that exist before.
class PostgresUnderTest final : public StoreUnderTest {
 public:
    explicit PostgresUnderTest(std::string vector_type) : vector_type_(std::move(vector_type)) {}

    std::unique_ptr<ReaderDBClient> open(const TableNames& names) override {
        PostgresOptions options;
        options.conninfo = database_.url();
        options.names = names;
        return open_postgres(options);
    }
    void create_schema(const TableNames& names) override {
        execute("CREATE SCHEMA IF NOT EXISTS " + quote_identifier(names.schema));
    }
    void execute(const std::string& sql) override { database_.sql().execute(sql); }
    std::vector<SqlRow> query(const std::string& sql) override { return database_.sql().query(sql); }
    std::vector<float> query_vector(const std::string& sql) override {
        return parse_vector(database_.sql().value(sql));
    }

    [[nodiscard]] std::string table(const TableNames& names, std::string_view table) const override {
        return quote_identifier(names.schema) + "." + quote_identifier(table);
    }
    [[nodiscard]] std::string id_column_type(IdType type) const override {
        switch (type) {
            case IdType::int4:
                return "integer";
            case IdType::int8:
                return "bigint";
            case IdType::text:
                return "text";
            case IdType::uuid:
                return "uuid";
        }
        return {};
    }
    [[nodiscard]] std::string vector_column_type() const override { return vector_type_; }
    [[nodiscard]] std::string vector_literal(std::span<const float> vector) const override {
        return vector_type_ == "real[]" ? fmt::format("'{{{}}}'", fmt::join(vector, ","))
                                        : fmt::format("'[{}]'", fmt::join(vector, ","));
    }

 private:
    [[nodiscard]] std::string version_1() const override { return version_1_dump("postgres.sql"); }

    std::string vector_type_;
    ScratchDatabase database_;
};

Backend backend(std::string name, std::string vector_type, bool keeps_non_finite) {
    return {.name = std::move(name),
            .create = [vector_type] { return std::make_unique<PostgresUnderTest>(vector_type); },
            .id_types = {IdType::int4, IdType::int8, IdType::text, IdType::uuid},
            .keeps_non_finite = keeps_non_finite};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, ReaderDBClientContract,
                         testing::Values(backend("vector", "vector", false), backend("real_array", "real[]", true)),
                         backend_name);

}  // namespace asterism::store
