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
    /// How the table of vectors is spoken to: it has a column that names their models; it is one of ours, which is what
    /// is taken for granted at first. {recorded}: our record says that a vector was made here, and the table's model is
    /// ours; {known_model}: what the table names, or where it names none what we recorded.
    void describe_vectors(bool models, bool ours);

 private:
    /// Fills {name} in from now on.
    void set(std::string_view name, std::string value);

    std::map<std::string, std::string> values_;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace asterism::store::sqlite
