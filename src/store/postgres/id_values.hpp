/// Article ids between our columns of ids and the wire.
///
/// Errors: Error{data} that names an id which is not of the column's type or does not fit. Thread safety: pure
/// functions.
#pragma once

#include <string>
#include <string_view>

#include "asterism/article_ids.hpp"
#include "store/postgres/catalogue.hpp"
#include "store/postgres/copy_writer.hpp"

namespace asterism::store::postgres {

void put_id(CopyWriter& writer, IdWire wire, const ArticleId& id);
/// The same for row i of a column, without a string of its own.
void put_id(CopyWriter& writer, IdWire wire, const ArticleIds& ids, std::size_t i);

[[nodiscard]] ArticleId read_id(IdWire wire, std::string_view bytes);
/// Appends to `ids`, whose type fits `wire`.
void append_id(ArticleIds& ids, IdWire wire, std::string_view bytes);

}  // namespace asterism::store::postgres
