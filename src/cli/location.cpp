#include "cli/location.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "asterism/error.hpp"
#include "pipeline/open_store.hpp"

namespace asterism::cli {
namespace {

struct Range {
    std::size_t begin, end;
};

/// Where the password of a URL stands: between the first ':' and the '@' of user:password@host.
std::optional<Range> in_authority(std::string_view url) {
    const auto begin = url.find("://") + 3;
    const auto authority_end = std::min(url.find_first_of("/?#", begin), url.size());
    // A password may hold an unescaped '/', so the '@' is also looked for behind it.
    auto at = url.substr(0, authority_end).rfind('@');
    if (at == std::string_view::npos) at = url.substr(0, std::min(url.find('?', begin), url.size())).rfind('@');
    if (at == std::string_view::npos || at < begin) return std::nullopt;
    const auto colon = url.find(':', begin);
    if (colon == std::string_view::npos || colon + 1 >= at) return std::nullopt;
    return Range{colon + 1, at};
}

std::optional<Range> in_query(std::string_view url) {
    for (auto at = url.find('?'); at != std::string_view::npos; at = url.find('&', at + 1)) {
        for (const std::string_view name : {"password=", "sslpassword="}) {
            if (!url.substr(at + 1).starts_with(name)) continue;
            const auto begin = at + 1 + name.size();
            return Range{begin, std::min(url.find_first_of("&#", begin), url.size())};
        }
    }
    return std::nullopt;
}

/// Where the next URL of a PostgreSQL begins.
std::size_t url_in(std::string_view text) {
    return std::min(text.find("postgresql://"), text.find("postgres://"));
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> endings) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace

bool has_password(std::string_view location) {
    return pipeline::is_postgres(location) && (in_authority(location) || in_query(location));
}

std::string without_password(std::string_view location) {
    std::string shown(location);
    if (!pipeline::is_postgres(location)) return shown;
    for (const auto find : {in_query, in_authority}) {
        if (const auto range = find(shown)) shown.replace(range->begin, range->end - range->begin, "***");
    }
    return shown;
}

std::string without_passwords(std::string_view text) {
    std::string shown;
    for (auto begin = url_in(text); begin != std::string_view::npos; begin = url_in(text)) {
        const auto end = std::min(text.find_first_of(" \t\n'\"", begin), text.size());
        shown += text.substr(0, begin);
        shown += without_password(text.substr(begin, end - begin));
        text.remove_prefix(end);
    }
    return shown.append(text);
}

std::string shell_quoted(std::string_view location) {
    const bool plain = std::ranges::all_of(location, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("/.:@_-,+=%~").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (plain && !location.empty()) return std::string(location);
    std::string quoted = "'";
    for (const char c : location)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

void refuse_passwords(std::span<const char* const> arguments) {
    for (const std::string_view argument : arguments) {
        const auto url = url_in(argument);
        if (url == std::string_view::npos || !has_password(argument.substr(url))) continue;
        throw Error(
            ErrorKind::usage,
            "a password on the command line can be read by everybody on this machine, so it is refused. Safe ways:\n"
            "  - ~/.pgpass (or the file in $PGPASSFILE), one line host:port:database:user:password, mode 0600\n"
            "  - a service in ~/.pg_service.conf: postgresql:///?service=NAME\n"
            "  - the variable ASTERISM_DB with the whole URL, or PGPASSWORD beside a URL without password\n"
            "  - database = \"postgresql://...\" in a config file that only you can read");
    }
}

bool is_npy(std::string_view path) {
    static constexpr std::array<std::string_view, 1> kEndings{".npy"};
    return !pipeline::is_postgres(path) && ends_with_any(path, kEndings);
}

bool is_article_file(std::string_view argument) {
    static constexpr std::array<std::string_view, 4> kEndings{".jsonl", ".ndjson", ".json", ".csv"};
    return argument == "-" || (!pipeline::is_postgres(argument) && ends_with_any(argument, kEndings));
}

bool is_whole_number(std::string_view argument) {
    return !argument.empty() && std::ranges::all_of(argument, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace asterism::cli
