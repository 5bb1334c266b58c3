/// How the table of vectors is spoken to, whoever made it: what the statements about vectors and their origin need.
///
/// Pure functions of what the catalogue says.
#pragma once

#include <map>
#include <string>

#include "store/postgres/catalogue.hpp"

namespace asterism::store::postgres {

/// A table of vectors alone may have a column "model"; one that has none, or that holds the articles, says nothing of
/// the models, whatever its columns are called.
[[nodiscard]] bool names_models(const Catalogue& known);

/// Placeholders for a table of vectors that a statement calls e, beside its origins o:
/// - vector_article, vector_value: its article, as the articles' id type; its vector, as a type of the wire
/// - has_article: the row belongs to an article
/// - known_model: the model the table names, or where it names none the one we recorded
/// - recorded: our record says that the vector was made here, and the table's model is ours
/// - to_verify: whether the record is right must be seen from the vector
[[nodiscard]] std::map<std::string, std::string> vector_placeholders(const Catalogue& known, const TableNames& names);

}  // namespace asterism::store::postgres
