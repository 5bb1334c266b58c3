#include "store/sqlite/ids.hpp"

#include <fmt/format.h>

#include <optional>
#include <variant>
#include <vector>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"

namespace asterism::store::sqlite {
namespace {

/// Affinities as far as they speak of integers and texts.
std::optional<IdType> declared_id_type(const Column& column) {
    if (column.affinity() == Affinity::integer) return IdType::int8;
    if (column.affinity() == Affinity::text) return IdType::text;
    return std::nullopt;
}

}  // namespace

IdType id_type(Session& session) {
    session.ready();
    return find_id_type(session, session.names().articles, session.names().article_id);
}

IdType find_id_type(Session& session, const std::string& table, const std::string& column) {
    const Table found_table = read_table(session.connection(), table);
    if (const Column* declared = found_table.find(column)) {
        if (const auto type = declared_id_type(*declared)) return *type;
    }
    Statement types(session.connection(), fmt::format("SELECT DISTINCT typeof({}) FROM {}", quote_identifier(column),
                                                      quote_identifier(table)));
    std::vector<std::string> found;
    while (types.step())
        found.push_back(types.string(0));
    if (found == std::vector<std::string>{"text"}) return IdType::text;
    if (found.empty() || found == std::vector<std::string>{"integer"}) return IdType::int8;
    throw Error(ErrorKind::schema,
                fmt::format("\"{}\": the ids in \"{}\".\"{}\" are neither all integers nor all texts",
                            session.connection().location(), table, column));
}

ArticleId as_stored(const Session& session, const ArticleId& id, IdType type) {
    if (is_integer(type) == std::holds_alternative<std::int64_t>(id)) return id;
    if (!is_integer(type)) return asterism::to_string(id);
    throw Error(ErrorKind::data, fmt::format("the article id \"{}\" is a text, but the ids of \"{}\" are integers",
                                             asterism::to_string(id), session.names().articles));
}

void require_id_type(Session& session, const ArticleIds& ids) {
    if (ids.empty() || is_integer(ids.type()) == is_integer(id_type(session))) return;
    throw Error(ErrorKind::data, fmt::format("the ids given are {}, but those of \"{}\" are not",
                                             is_integer(ids.type()) ? "integers" : "texts", session.names().articles));
}

ArticleId read_id(const Statement& row, int column, IdType type, const Connection& db) {
    if (is_integer(type) && row.is_integer(column)) return row.integer(column);
    if (!is_integer(type) && row.is_text(column)) return row.string(column);
    throw Error(ErrorKind::data,
                fmt::format("\"{}\": the article id \"{}\" is not {} like the others; mend that row", db.location(),
                            row.text(column), is_integer(type) ? "an integer" : "a text"));
}

void bind_id(Statement& statement, int parameter, const ArticleIds& ids, std::size_t i) {
    if (is_integer(ids.type()))
        statement.bind(parameter, ids.integer(i));
    else
        statement.bind(parameter, ids.text(i));
}

}  // namespace asterism::store::sqlite
