#include "store/postgres/conninfo.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "asterism/error.hpp"
#include "store/secrets.hpp"

namespace asterism::store {
namespace {

constexpr auto kNone = std::string_view::npos;

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

/// libpq's own message quotes parts of the string, a password among them; it is dropped.
Options parsed(const std::string& conninfo) {
    char* message = nullptr;
    Options options(PQconninfoParse(conninfo.c_str(), &message));
    PQfreemem(message);
    return options;
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool is_blank(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

void lower_in(std::string& text, std::size_t begin, std::size_t end) {
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                   text.begin() + static_cast<std::ptrdiff_t>(begin), lower);
}

/// The scheme, and the names of the parameters behind the '?'.
void lower_url(std::string& url) {
    const auto begin = url.find("://") + 3;
    lower_in(url, 0, begin);
    const auto first = url.find_first_of("@/", begin);  // a '?' before the '@' belongs to the password
    auto at = url.find('?', first != kNone && url[first] == '@' ? first : begin);
    while (at != kNone) {
        lower_in(url, at, std::min(url.find_first_of("=&", at + 1), url.size()));
        at = url.find('&', at + 1);
    }
}

/// Past a value that begins at `at`: quoted, or up to a blank; a backslash takes the next character as it is.
std::size_t skip_value(const std::string& text, std::size_t at) {
    const bool quoted = at < text.size() && text[at] == '\'';
    if (quoted) ++at;
    while (at < text.size() && (quoted ? text[at] != '\'' : !is_blank(text[at])))
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at + (quoted ? 1 : 0), text.size());
}

void lower_keywords(std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto equals = std::min(text.find('=', at), text.size());
        lower_in(text, at, equals);
        at = std::min(equals + 1, text.size());
        while (at < text.size() && is_blank(text[at]))
            ++at;
        at = skip_value(text, at);
    }
}

/// Neither a secret itself nor what is left of one that libpq took apart in the wrong place.
bool can_be_shown(const PQconninfoOption& option) {
    const std::string_view keyword = option.keyword, value = option.val;
    if (keyword == "port") return value.find_first_not_of("0123456789,") == kNone;
    if (keyword == "host" && value.find_first_of("@;=", 1) != kNone) return false;  // "@name" is a socket
    return secrets_in(value).empty();
}

bool is_sound(const PQconninfoOption* option, bool secret_expected) {
    bool secret_found = false;
    for (; option->keyword != nullptr; ++option) {
        if (option->val == nullptr) continue;
        if (is_secret_keyword(option->keyword))
            secret_found = true;
        else if (!can_be_shown(*option))
            return false;
    }
    return secret_found || !secret_expected;
}

}  // namespace

bool is_conninfo_keyword(std::string_view word) {
    const Options all = parsed("");
    for (const PQconninfoOption* option = all.get(); option != nullptr && option->keyword != nullptr; ++option)
        if (std::ranges::equal(word, std::string_view(option->keyword), {}, lower)) return true;
    return false;
}

std::string checked_conninfo(std::string_view text) {
    std::string conninfo(text);
    const bool url = conninfo.find("://") < conninfo.find('=');
    if (url)
        lower_url(conninfo);
    else
        lower_keywords(conninfo);
    const Options options = parsed(conninfo);
    const bool blank_in_url = url && std::ranges::any_of(conninfo, is_blank);
    if (options == nullptr || blank_in_url || !is_sound(options.get(), !secrets_in(conninfo).empty()))
        throw Error(ErrorKind::usage,
                    "the connection string cannot be read; write postgresql://user@host:port/database, with special "
                    "characters percent-encoded (@ is %40, / is %2F), or \"host=... dbname=...\"");
    return conninfo;
}

}  // namespace asterism::store
