#include "store/identifiers.hpp"

#include "asterism/error.hpp"

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

}  // namespace

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
