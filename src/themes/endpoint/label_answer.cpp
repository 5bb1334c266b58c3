#include "themes/endpoint/label_answer.hpp"

#include <algorithm>
#include <array>

#include "text/unicode.hpp"
#include "text/utf8.hpp"
#include "text/visible.hpp"

namespace asterism::themes {
namespace {

constexpr std::array<std::string_view, 16> kTrimmed{" ", "\t", "\r", "\n", "\"", "'", "`", "*",
                                                    ".", "“",  "”",  "„",  "«",  "»", "‘", "。"};
/// None of these belongs into a short label; each is a mark of markup, an address, a list or a lead-in.
constexpr std::array<std::string_view, 21> kRefused{"\n", "\r", "\t", ":",  "：", "\"", "`", "<",  ">", "{", "}",
                                                    "[",  "]",  "|",  "\\", "@",  "*",  "#", "//", "“", "”"};

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view mark : kTrimmed) {
            if (mark != "." && mark != "。" && text.starts_with(mark)) text.remove_prefix(mark.size()), again = true;
            if (text.ends_with(mark)) text.remove_suffix(mark.size()), again = true;
        }
    }
    return text;
}

}  // namespace

std::optional<std::string> checked_label(std::string_view answer) {
    const std::string_view label = trimmed(answer);
    if (!text::is_utf8(label) || text::first_hidden(label)) return std::nullopt;
    if (std::ranges::any_of(kRefused,
                            [&](std::string_view mark) { return label.find(mark) != std::string_view::npos; }))
        return std::nullopt;
    int words = 0;
    int characters = 0;
    bool letter = false;
    bool inside = false;
    for (std::size_t at = 0; at < label.size(); ++characters) {
        const char32_t c = text::next_code_point(label, at);
        if (text::is_nameless(c)) return std::nullopt;
        const bool space = text::is_space(c);
        if (!space && !inside) ++words;
        inside = !space;
        letter = letter || text::is_letter(c);
    }
    if (!letter || words > kMostLabelWords || characters > kMostLabelCharacters) return std::nullopt;
    return std::string(label);
}

std::string_view first_characters(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t count = 0; count < most && at < text.size(); ++count)
        (void)text::next_code_point(text, at);
    return text.substr(0, at);
}

}  // namespace asterism::themes
