/// The texts of sql/sqlite with the names of one reader filled in.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "store/records.hpp"

namespace asterism::store::sqlite {

/// Each text is filled in at its first use and kept. Thread safety: one thread.
class Statements {
 public:
    /// Error{usage} for a name that is no name.
    explicit Statements(const TableNames& names);
    /// `name`: file of sql/sqlite without its ending.
    [[nodiscard]] const std::string& text(std::string_view name);
    /// Type of the id columns that `create_...` makes: "INTEGER" or "TEXT".
    void set_id_type(std::string_view type);

 private:
    std::map<std::string, std::string> values_;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace asterism::store::sqlite
