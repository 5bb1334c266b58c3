#include "cli/location.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "asterism/error.hpp"
#include "pipeline/database_address.hpp"
#include "store/secrets.hpp"

namespace asterism::cli {
namespace {

bool ends_with_any(std::string_view text, std::span<const std::string_view> endings) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// "$NAME", ${NAME} or $(command), in quotes or not: what stands there is no password yet.
bool is_variable(std::string_view value) {
    while (value.starts_with('"') || value.starts_with('\''))
        value.remove_prefix(1);
    if (value.size() < 2 || value[0] != '$') return false;
    return value[1] == '{' || value[1] == '(' || value[1] == '_' ||
           std::isalpha(static_cast<unsigned char>(value[1])) != 0;
}

}  // namespace

void refuse_passwords(std::span<const char* const> arguments) {
    bool command = false;  // of a shell, which puts its variables in when it runs
    for (const std::string_view argument : arguments) {
        const bool of_shell = command || argument.starts_with("--step1-command=");
        command = argument == "--step1-command";
        const auto secrets = store::secrets_in(argument);
        const auto known = [&](const store::Secret& secret) {
            return of_shell && is_variable(argument.substr(secret.begin, secret.end - secret.begin));
        };
        if (std::ranges::all_of(secrets, known)) continue;
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
    return pipeline::is_path(path) && ends_with_any(path, kEndings);
}

bool is_article_file(std::string_view argument) {
    static constexpr std::array<std::string_view, 10> kEndings{
        ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".csv.gz", ".tsv.gz"};
    return argument == "-" || (pipeline::is_path(argument) && ends_with_any(argument, kEndings));
}

bool is_whole_number(std::string_view argument) {
    return !argument.empty() && std::ranges::all_of(argument, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace asterism::cli
