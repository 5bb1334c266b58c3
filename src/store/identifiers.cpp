#include "store/identifiers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "asterism/error.hpp"
#include "store/own_tables.hpp"

namespace asterism::store {
namespace {

bool is_placeholder_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// Position of the closing brace of a placeholder that opens at `open`, or npos when this brace opens none.
std::size_t placeholder_end(std::string_view sql, std::size_t open) {
    std::size_t end = open + 1;
    while (end < sql.size() && is_placeholder_char(sql[end]))
        ++end;
    return end < sql.size() && sql[end] == '}' && end > open + 1 ? end : std::string_view::npos;
}

std::string in_lower_case(std::string_view name) {
    std::string low(name);
    std::ranges::transform(low, low.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return low;
}

[[noreturn]] void refuse_name(std::string_view name, std::string_view why) {
    throw Error(ErrorKind::usage, fmt::format("the name \"{}\" {}; give each its own", name, why));
}

}  // namespace

void check_names(const TableNames& names, bool sqlite) {
    const auto shown = [&](const std::string& name) { return sqlite ? in_lower_case(name) : name; };
    const bool beside = shown(names.embeddings) == shown(names.articles);
    for (const std::string& table : {names.articles, names.embeddings, names.clusters}) {
        if (std::ranges::find(kOwnTables, shown(table)) != kOwnTables.end())
            refuse_name(table, "is that of a table of Asterism's own");
        if (sqlite && in_lower_case(table).starts_with("sqlite_")) refuse_name(table, "is kept by SQLite for itself");
    }
    if (shown(names.clusters) == shown(names.articles) || shown(names.clusters) == shown(names.embeddings))
        refuse_name(names.clusters, "stands for the clusters and for another table");
    std::set<std::string> columns;
    for (const std::string* column : {&names.article_id, &names.title, &names.summary, &names.content, &names.url,
                                      &names.published_at, &names.cluster_id, &names.embedding}) {
        if (column->empty() || (column == &names.embedding && !beside)) continue;
        if (!columns.insert(shown(*column)).second) refuse_name(*column, "stands for two columns of the articles");
    }
    if (!beside && shown(names.embeddings_article_id) == shown(names.embedding))
        refuse_name(names.embedding, "stands for two columns of the vectors");
}

std::string quote_identifier(std::string_view name) {
    if (name.empty()) throw Error(ErrorKind::usage, "a table or column name is empty; give it a name");
    if (name.size() > kMaxIdentifierBytes)
        throw Error(ErrorKind::usage,
                    "the name \"" + std::string(name) + "\" is longer than 63 bytes; choose a shorter one");
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '\0') throw Error(ErrorKind::usage, "a table or column name holds a NUL byte; remove it");
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string substitute(std::string_view sql, const std::map<std::string, std::string>& values) {
    std::string out;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const std::size_t end = sql[i] == '{' ? placeholder_end(sql, i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += sql[i];
            continue;
        }
        const std::string name(sql.substr(i + 1, end - i - 1));
        const auto value = values.find(name);
        if (value == values.end()) throw Error(ErrorKind::internal, "no value for the placeholder {" + name + "}");
        out += value->second;
        i = end;
    }
    return out;
}

}  // namespace asterism::store
