#include "text/clean.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/unicode.hpp"
#include "text/utf8.hpp"
#include "text/visible.hpp"

namespace asterism::text {
namespace {

constexpr std::string_view kBreak = "\n\n";  ///< no phrase crosses a blank line

bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alnum(char c) {
    return is_alpha(c) || (c >= '0' && c <= '9');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with(std::string_view text, std::size_t at, std::string_view prefix) {
    if (text.size() - at < prefix.size()) return false;
    return std::equal(prefix.begin(), prefix.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char p, char c) { return p == lower(c); });
}

std::size_t find_lower(std::string_view text, std::string_view needle, std::size_t from) {
    while (from < text.size() && !starts_with(text, from, needle))
        ++from;
    return from;
}

/// Inline tags join what they stand between; all others (p, br, li, td, ...) separate.
bool is_inline(std::string_view tag) {
    constexpr std::array<std::string_view, 16> kInline{"a",    "abbr", "b",     "cite", "code",   "em",  "font", "i",
                                                       "mark", "q",    "small", "span", "strong", "sub", "sup",  "u"};
    std::string name;
    for (std::size_t i = tag.starts_with('/') ? 1 : 0; i < tag.size() && is_alnum(tag[i]); ++i)
        name += lower(tag[i]);
    return std::binary_search(kInline.begin(), kInline.end(), std::string_view(name));
}

/// Where the markup that begins at text[at] == '<' ends, or nothing when it is only a smaller-than sign.
std::optional<std::size_t> markup_end(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongestTag = 2000;  // a lone '<' must not swallow an article
    if (at + 2 >= text.size()) return std::nullopt;
    if (starts_with(text, at, "<!--")) {
        const std::size_t end = text.find("-->", at + 4);
        return end == text.npos ? text.size() : end + 3;
    }
    const char next = text[at + 1];
    if (!is_alpha(next) && next != '!' && next != '?' && !(next == '/' && is_alpha(text[at + 2]))) return std::nullopt;
    for (const std::string_view element : {"script", "style"}) {
        if (!starts_with(text, at + 1, element)) continue;
        const std::size_t close = find_lower(text, "</" + std::string(element), at);
        const std::size_t end = text.find('>', std::min(close, text.size()));
        return end == text.npos ? text.size() : end + 1;
    }
    const std::size_t end = text.substr(0, std::min(text.size(), at + kLongestTag)).find_first_of("<>", at + 1);
    if (end == text.npos || text[end] == '<') return std::nullopt;
    return end + 1;
}

std::string without_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto end = text[i] == '<' ? markup_end(text, i) : std::nullopt;
        if (!end) {
            out.push_back(text[i++]);
            continue;
        }
        if (!is_inline(text.substr(i + 1, *end - i - 1))) out.append(kBreak);
        i = *end;
    }
    return out;
}

struct NamedReference {
    std::string_view name;
    char32_t code;
};
constexpr std::array<NamedReference, 30> kNamed{{
    {"amp", '&'},      {"apos", '\''},    {"bdquo", 0x201E}, {"bull", 0x2022},   {"cent", 0xA2},    {"copy", 0xA9},
    {"deg", 0xB0},     {"euro", 0x20AC},  {"gt", '>'},       {"hellip", 0x2026}, {"laquo", 0xAB},   {"ldquo", 0x201C},
    {"lsquo", 0x2018}, {"lt", '<'},       {"mdash", 0x2014}, {"middot", 0xB7},   {"nbsp", ' '},     {"ndash", 0x2013},
    {"oelig", 0x153},  {"pound", 0xA3},   {"quot", '"'},     {"raquo", 0xBB},    {"rdquo", 0x201D}, {"reg", 0xAE},
    {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"sect", 0xA7},    {"times", 0xD7},    {"trade", 0x2122}, {"yen", 0xA5},
}};
/// U+00C0 to U+00FF, in order.
constexpr std::array<std::string_view, 64> kLatin1{
    "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",
    "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave",
    "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",
    "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
/// What feeds mean by the references 128 to 159: the characters of Windows-1252.
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, ' ',    0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                0x2C6,  0x2030, 0x160,  0x2039, 0x152,  ' ',    0x17D,  ' ',
                                                ' ',    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x2DC,  0x2122, 0x161,  0x203A, 0x153,  ' ',    0x17E,  0x178};

std::optional<char32_t> numbered(std::string_view digits) {
    const bool hex = !digits.empty() && lower(digits[0]) == 'x';
    if (hex) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 7) return std::nullopt;
    char32_t code = 0;
    for (const char c : digits) {
        const char d = lower(c);
        if (d >= '0' && d <= '9')
            code = code * (hex ? 16 : 10) + static_cast<char32_t>(d - '0');
        else if (hex && d >= 'a' && d <= 'f')
            code = code * 16 + static_cast<char32_t>(d - 'a' + 10);
        else
            return std::nullopt;
    }
    if (code >= 128 && code < 160) return kWindows1252[code - 128];
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return U' ';
    return code;
}

std::optional<char32_t> reference(std::string_view name) {
    if (name.starts_with('#')) return numbered(name.substr(1));
    for (const auto& [known, code] : kNamed) {
        if (known == name) return code;
    }
    const auto* found = std::find(kLatin1.begin(), kLatin1.end(), name);
    if (found == kLatin1.end()) return std::nullopt;
    return static_cast<char32_t>(0xC0 + (found - kLatin1.begin()));
}

std::string with_references_decoded(std::string_view text) {
    constexpr std::size_t kLongestName = 10;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end =
            text[i] == '&' ? text.substr(0, std::min(text.size(), i + kLongestName)).find(';', i) : text.npos;
        const auto code = end == text.npos ? std::nullopt : reference(text.substr(i + 1, end - i - 1));
        if (code) {
            append_utf8(*code, out);
            i = end;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

std::string without_html(std::string_view raw) {
    std::string text = without_markup(raw);
    if (text.find('&') == text.npos) return text;
    std::string decoded = with_references_decoded(text);
    if (decoded.find('<') == decoded.npos) return decoded;
    return with_references_decoded(without_markup(decoded));
}

bool is_url_at(std::string_view text, std::size_t i) {
    if (i > 0 && is_alnum(text[i - 1])) return false;
    for (const std::string_view scheme : {"http://", "https://", "ftp://", "www."}) {
        if (starts_with(text, i, scheme)) return true;
    }
    return false;
}

bool is_address_char(char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/// Drops URLs and e-mail addresses; `out` holds what came before, so that the local part of an address can be taken
/// back.
std::string without_addresses(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (is_url_at(text, i)) {
            i = std::min(text.find_first_of(" \t\r\n<>\"')]}", i), text.size());
            out.append(kBreak);
        } else if (text[i] == '@' && !out.empty() && is_address_char(out.back()) && i + 1 < text.size() &&
                   is_alnum(text[i + 1])) {
            while (!out.empty() && is_address_char(out.back()))
                out.pop_back();
            while (i + 1 < text.size() && is_address_char(text[i + 1]))
                ++i;
            ++i;
            out.append(kBreak);
        } else {
            out.push_back(text[i++]);
        }
    }
    return out;
}

std::string with_plain_characters(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            out.push_back(text[i++]);
            continue;
        }
        const char32_t c = next_code_point(text, i);
        if (c == 0x2018 || c == 0x2019 || c == 0x02BC)
            out.push_back('\'');
        else if (is_nameless(c))
            out.push_back(' ');
        else
            append_utf8(c, out);
    }
    return out;
}

}  // namespace

std::string clean(std::string_view raw) {
    return with_plain_characters(visible_text(normalized(without_addresses(without_html(repaired_utf8(raw))))));
}

}  // namespace asterism::text
