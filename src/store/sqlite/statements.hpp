/// The texts of sql/sqlite with the names of one reader filled in.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "store/findings.hpp"
#include "store/sqlite/catalogue.hpp"

namespace asterism::store::sqlite {

/// A text of sql/sqlite as it stands there, `name` being the file's without its ending.
[[nodiscard]] std::string_view embedded(std::string_view name);

/// The optional columns are bound from ?2 on. Each text is filled in at its first use and kept. Thread safety: one
/// thread.
class Statements {
 public:
    /// As if every column that has a name were there. Error{usage} for a name that is no name.
    explicit Statements(const TableNames& names);
    /// `name`: file of sql/sqlite without its ending.
    [[nodiscard]] const std::string& text(std::string_view name);
    /// Type of the id columns that `create_...` makes: "INTEGER" or "TEXT".
    void set_id_type(std::string_view type);
    /// Whether the embeddings that are made hold a foreign key to the articles.
    void set_key_to_articles(bool key);
    /// Only what the articles have is read from now on, and only `stored` of the optional columns is written.
    void set_columns(const Table& articles, const std::array<bool, kOptionalColumns>& stored);
    /// How the table of vectors is spoken to: it has a column that names their models; it is one of ours, which is what
    /// is taken for granted at first. {recorded}: our record says that a vector was made here, and the table's model is
    /// ours; {known_model}: what the table names, or where it names none what we recorded.
    void describe_vectors(bool models, bool ours);

 private:
    void fill_columns(const std::array<bool, kOptionalColumns>& read,
                      const std::array<bool, kOptionalColumns>& written);
    /// Fills {name} in from now on.
    void set(std::string_view name, std::string value);

    TableNames names_;
    std::map<std::string, std::string> values_;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace asterism::store::sqlite
