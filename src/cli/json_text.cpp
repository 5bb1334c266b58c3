#include "cli/json_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string_view>

#include "text/unicode.hpp"
#include "text/visible.hpp"

namespace asterism::cli {
namespace {

/// Hidden characters of the strings as JSON's own escapes: the same text for a script, none of them for a terminal.
std::string with_hidden_escaped(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t begin = at;
        const auto c = static_cast<std::uint32_t>(text::next_code_point(json, at));
        if (c < 0x7F || !(text::is_hidden(c) || text::is_joiner(c)))
            out.append(json.substr(begin, at - begin));
        else if (c < 0x10000)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
        else
            fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
    }
    return out;
}

}  // namespace

std::string json_text(const Json& members) {
    Json all = {{"schema", 1}};
    all.update(members);
    return with_hidden_escaped(all.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

Json stored_json(const std::string& text) {
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json() : value;
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

}  // namespace asterism::cli
