/// Article ids between our columns of ids and the tables.
#pragma once

#include <cstddef>
#include <string>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// Type of the article id column.
[[nodiscard]] IdType id_type(Session& session);
/// Of any column of ids: as declared, else by its values.
[[nodiscard]] IdType find_id_type(Session& session, const std::string& table, const std::string& column);
/// `id` as the id column keeps it. Error{data} for a text where integers are.
[[nodiscard]] ArticleId as_stored(const Session& session, const ArticleId& id, IdType type);
/// Error{data} unless ids of this type can be in the id column.
void require_id_type(Session& session, const ArticleIds& ids);
/// Column `column` of the current row as an id of `type`. Error{data} when the value is of another type.
[[nodiscard]] ArticleId read_id(const Statement& row, int column, IdType type, const Connection& db);
/// ids[i] without a copy of its text.
void bind_id(Statement& statement, int parameter, const ArticleIds& ids, std::size_t i);

}  // namespace asterism::store::sqlite
