#include "pipeline/database_address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "asterism/error.hpp"
#include "base/trimmed.hpp"
#include "store/postgres/conninfo.hpp"
#include "store/secrets.hpp"

namespace asterism::pipeline {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::string_view kForms =
    "a database is postgresql://user@host/database, \"host=... dbname=...\", or the path of an SQLite file";

enum class Form : std::uint8_t { path, url, keywords, foreign_keywords, bare_url };

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_blank(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

/// In lower case, what stands before "://" (before ':' alone when somebody may have meant it so); empty when it cannot
/// be a scheme.
std::string scheme_of(std::string_view text) {
    static constexpr std::array<std::string_view, 10> kKnown{"postgres", "postgresql", "pgsql", "sqlite", "sqlite3",
                                                             "file",     "jdbc",       "mysql", "http",   "https"};
    const auto end = text.find(':');
    if (end == kNone) return "";
    std::string scheme(text.substr(0, end));
    std::ranges::transform(scheme, scheme.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool plain =
        std::ranges::all_of(scheme, [](char c) { return is_word(c) || c == '+' || c == '-' || c == '.'; });
    const std::string without_driver = scheme.substr(0, scheme.find('+'));
    const bool meant = text.substr(end).starts_with("://") || std::ranges::find(kKnown, without_driver) != kKnown.end();
    return plain && meant ? scheme : "";
}

/// Whether a keyword of libpq stands before a '=' at the beginning of a word.
bool has_keyword(std::string_view text) {
    for (auto equals = text.find('='); equals != kNone; equals = text.find('=', equals + 1)) {
        std::size_t end = equals;
        while (end > 0 && is_blank(text[end - 1]))
            --end;
        std::size_t begin = end;
        while (begin > 0 && is_word(text[begin - 1]))
            --begin;
        const bool starts_word = begin == 0 || is_blank(text[begin - 1]) || text[begin - 1] == ';';
        if (starts_word && store::is_conninfo_keyword(text.substr(begin, end - begin))) return true;
    }
    return false;
}

/// user:password@host or host:5432, with or without "/database" behind: nobody names a file so, unless by "./".
bool is_bare_address(std::string_view text) {
    const std::string_view authority = text.substr(0, text.find('/'));
    const auto at = authority.rfind('@'), colon = authority.rfind(':');
    if (colon == kNone || colon == 0) return false;
    if (at != kNone) return authority.find(':') < at;
    const std::string_view port = authority.substr(colon + 1);
    return !port.empty() && port.size() <= 5 &&
           std::ranges::all_of(port, [](unsigned char c) { return std::isdigit(c) != 0; });
}

Form form_of(std::string_view text) {
    if (text.starts_with('.') || (text.starts_with('/') && !text.starts_with("//"))) return Form::path;
    if (!scheme_of(text).empty()) return Form::url;
    if (has_keyword(text)) return Form::keywords;
    if (text.find("://") != kNone) return Form::url;
    if (is_bare_address(text)) return Form::bare_url;
    if (store::secrets_in(text).empty()) return Form::path;
    return text.find('=') == kNone ? Form::bare_url : Form::foreign_keywords;
}

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::usage, why);
}

[[noreturn]] void refuse_scheme(const std::string& scheme, bool slashes) {
    if (scheme.starts_with("sqlite") || scheme == "file")
        refuse(fmt::format("an SQLite file is named by its path alone, without \"{}:\"", scheme));
    if (scheme == "postgres" || scheme == "postgresql" || scheme == "pgsql" || scheme == "jdbc")
        refuse(fmt::format("\"{}:\" is not how libpq writes it; {}", scheme, kForms));
    if (scheme.starts_with("postgres") && scheme.find('+') != kNone)
        refuse(fmt::format("\"{}{}\" names a driver; write postgresql:// without it", scheme, slashes ? "://" : ":"));
    if (scheme.empty()) refuse(fmt::format("this address is not understood; {}", kForms));
    refuse(fmt::format("a \"{}{}\" address is not understood; {}", scheme, slashes ? "://" : ":", kForms));
}

std::string in_home(std::string_view path) {
    if (path != "~" && !path.starts_with("~/")) {
        if (!path.starts_with('~') || path.find('/') == kNone) return std::string(path);
        refuse(fmt::format("only a shell knows \"{}\"; write the whole path", path.substr(0, path.find('/'))));
    }
    const char* home = std::getenv("HOME");
    if (home == nullptr || *home == '\0') refuse("\"~\" needs $HOME, which is not set; write the whole path");
    return home + std::string(path.substr(1));
}

std::string checked_path(std::string_view path) {
    if (path == ":memory:") refuse("a database in memory would be gone with this command; name an SQLite file");
    const bool drive = path.size() > 2 && is_letter(path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
    if (drive || path.starts_with("\\\\"))
        refuse(
            fmt::format("\"{0}\" is a path as Windows writes it; write it as this system does (./{0} for a file of "
                        "that very name)",
                        path));
    if (std::ranges::any_of(path, [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }))
        refuse("the path of the database holds a line end or another control character");
    return in_home(path);
}

}  // namespace

bool is_path(std::string_view text) {
    return form_of(trimmed(text)) == Form::path;
}

DatabaseAddress database_address(std::string_view text) {
    const std::string_view inner = trimmed(text);
    if (inner.empty()) refuse(fmt::format("the name of the database is empty; {}", kForms));
    switch (form_of(inner)) {
        case Form::url: {
            const std::string scheme = scheme_of(inner);
            const bool slashes = inner.find("://") != kNone;
            if (!slashes || (scheme != "postgresql" && scheme != "postgres")) refuse_scheme(scheme, slashes);
            return {StoreKind::postgres, store::checked_conninfo(inner)};
        }
        case Form::keywords:
            return {StoreKind::postgres, store::checked_conninfo(inner)};
        case Form::foreign_keywords:
            refuse(fmt::format("these are not the keywords of libpq; {}", kForms));
        case Form::bare_url:
            refuse(fmt::format("an address needs its scheme; {} (./ in front for a file of that very name)", kForms));
        case Form::path:
            break;
    }
    return {StoreKind::sqlite, checked_path(text)};
}

}  // namespace asterism::pipeline
