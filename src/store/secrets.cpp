#include "store/secrets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace asterism::store {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\n\r\v\f";
constexpr std::string_view kBlanksAndQuotes = " \t\n\r\v\f\"'";

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '%';
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::size_t or_end(std::size_t found, std::string_view text) {
    return std::min(found, text.size());
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        decoded += coded ? static_cast<char>(16 * hex_value(text[i + 1]) + hex_value(text[i + 2])) : text[i];
        if (coded) i += 2;
    }
    return decoded;
}

/// Of "host:port" lists: where something stands behind a ':' that is no port.
std::size_t after_wrong_port(std::string_view authority) {
    if (authority.find('[') != kNone) return kNone;
    for (auto colon = authority.find(':'); colon != kNone; colon = authority.find(':', colon + 1)) {
        const auto end = or_end(authority.find(',', colon), authority);
        const auto port = authority.substr(colon + 1, end - colon - 1);
        if (port.find_first_not_of("0123456789") != kNone) return colon + 1;
    }
    return kNone;
}

/// The password of a URL whose part behind "://" begins at `begin`; with `ports`, what stands where a port should
/// counts.
std::optional<Secret> in_authority(std::string_view url, std::size_t begin, bool ports) {
    // As libpq: whatever stands before the first '@' that no '/' precedes is user and password, even with a '?' in it.
    auto at = url.find_first_of("@/", begin);
    if (at != kNone && url[at] == '@') {
        at = url.substr(0, or_end(url.find_first_of("/?#", at), url)).rfind('@');
    } else {
        at = url.substr(0, or_end(url.find('?', begin), url)).rfind('@');  // the password may hold a '/'
    }
    if (at == kNone || at < begin) {
        const auto authority = url.substr(begin, or_end(url.find_first_of("/?#", begin), url) - begin);
        const auto wrong = after_wrong_port(authority);
        if (wrong == kNone || !ports) return std::nullopt;
        return Secret{begin + wrong, url.size()};
    }
    const auto colon = url.find(':', begin);
    if (colon == kNone || colon + 1 >= at) return std::nullopt;
    return Secret{colon + 1, at};
}

/// Where the URL ends whose "//" is at `mark`: a blank or a quote ends it in a longer text, its own quote when it has
/// one; a text that begins with it is the URL alone.
std::size_t end_of_url(std::string_view text, std::size_t mark) {
    std::size_t begin = mark;
    while (begin > 0 && (is_word(text[begin - 1]) || std::string_view("+.:-").find(text[begin - 1]) != kNone))
        --begin;
    if (begin > 0 && (text[begin - 1] == '"' || text[begin - 1] == '\''))
        return or_end(text.find(text[begin - 1], mark), text);
    if (text.find_first_not_of(kBlanks) == begin) return text.size();
    return or_end(text.find_first_of(kBlanksAndQuotes, mark), text);
}

/// Behind every "//", whether or not a scheme has kept its ':'.
std::vector<Secret> in_urls(std::string_view text) {
    std::vector<Secret> found;
    for (auto mark = text.find("//"); mark != kNone;) {
        const bool scheme = mark > 0 && text[mark - 1] == ':';
        const auto end = end_of_url(text, mark);
        if (const auto secret = in_authority(text.substr(0, end), mark + 2, scheme)) found.push_back(*secret);
        mark = text.find("//", std::max(end, mark + 2));
    }
    return found;
}

/// user:password@host/database without its "postgresql://", or with half of it. What begins with '/' or '.' is a path.
std::optional<Secret> in_bare_authority(std::string_view text) {
    if (text.find("//") != kNone || text.find_first_of(kBlanksAndQuotes) != kNone) return std::nullopt;
    std::size_t begin = 0;
    const auto scheme = text.find(":/");
    if (scheme != kNone && scheme > 1 && std::ranges::all_of(text.substr(0, scheme), is_word)) begin = scheme + 2;
    for (const std::string_view known : {"postgres:", "postgresql:"}) {
        if (text.starts_with(known)) begin = std::max(begin, known.size());
    }
    const auto at = text.find('@', begin);
    const bool path = begin == 0 && text.find_first_of("/.~=") < text.find(':');
    if (at == kNone || path || text.find('/', begin) < at) return std::nullopt;
    if (begin == 0 && text.find('/', at) == kNone) return std::nullopt;  // a file's name
    return in_authority(text, begin, false);
}

/// Where the value ends that begins at `begin`, as libpq reads it: at a blank that no backslash precedes, at its
/// closing quote, or in a URL at the next '&'.
std::size_t end_of_value(std::string_view text, std::size_t begin, bool in_url) {
    const char quote = text[begin] == '\'' || text[begin] == '"' ? text[begin] : '\0';
    const std::string_view stops = quote == '\'' ? "'" : quote == '"' ? "\"" : in_url ? "& \t\n" : kBlanks;
    std::size_t end = begin + (quote == '\0' ? 0 : 1);
    while (end < text.size() && stops.find(text[end]) == kNone)
        end += text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
    if (quote != '\0') return std::min(end + 1, text.size());
    if (end > begin + 1 && (text[end - 1] == '"' || text[end - 1] == '\'')) --end;  // of the argument it stands in
    return end;
}

/// The value behind the '=' at `equals`, when the word before it says that it is secret.
std::optional<Secret> value_of_secret(std::string_view text, std::size_t equals) {
    auto word_end = text.substr(0, equals).find_last_not_of(kBlanks);
    if (word_end == kNone) return std::nullopt;
    std::size_t word = ++word_end;
    while (word > 0 && is_word(text[word - 1]))
        --word;
    if (!is_secret_keyword(percent_decoded(text.substr(word, word_end - word)))) return std::nullopt;
    const bool in_url = word > 0 && (text[word - 1] == '?' || text[word - 1] == '&');
    const auto begin = in_url ? equals + 1 : text.find_first_not_of(kBlanks, equals + 1);
    if (begin == kNone || begin >= text.size()) return std::nullopt;
    const auto end = end_of_value(text, begin, in_url);
    return end > begin ? std::optional(Secret{begin, end}) : std::nullopt;
}

std::vector<Secret> merged(std::vector<Secret> found) {
    std::ranges::sort(found, {}, &Secret::begin);
    std::vector<Secret> kept;
    for (const Secret& secret : found) {
        if (!kept.empty() && secret.begin < kept.back().end)
            kept.back().end = std::max(kept.back().end, secret.end);
        else
            kept.push_back(secret);
    }
    return kept;
}

}  // namespace

bool is_secret_keyword(std::string_view word) {
    // Beside libpq's own: what PGPASSWORD and the drivers of other languages call it.
    static constexpr std::array<std::string_view, 8> kSecret{
        "password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key", "pgpassword",
        "passwd",   "pwd"};
    return std::ranges::any_of(kSecret,
                               [&](std::string_view secret) { return std::ranges::equal(word, secret, {}, lower); });
}

std::vector<Secret> secrets_in(std::string_view text) {
    std::vector<Secret> found = in_urls(text);
    if (const auto bare = in_bare_authority(text)) found.push_back(*bare);
    for (auto equals = text.find('='); equals != kNone; equals = text.find('=', equals + 1)) {
        if (const auto secret = value_of_secret(text, equals)) found.push_back(*secret);
    }
    return merged(std::move(found));
}

std::string without_secrets(std::string_view text) {
    std::string shown;
    std::size_t done = 0;
    for (const auto [begin, end] : secrets_in(text)) {
        shown.append(text.substr(done, begin - done)).append("***");
        done = end;
    }
    return shown.append(text.substr(done));
}

}  // namespace asterism::store
