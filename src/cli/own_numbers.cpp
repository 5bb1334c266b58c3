#include "cli/own_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "asterism/error.hpp"
#include "cli/location.hpp"

namespace asterism::cli {
namespace {

/// `command` lists the ids that are.
std::int64_t id_word(const Session& session, std::string_view word, std::string_view what, std::string_view command) {
    std::int64_t id = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), id);
    if (fault == std::errc() && end == word.data() + word.size()) return id;
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" is no {} id; those that are: {}", word, what, session.commands().told(command)));
}

}  // namespace

std::size_t count_option(std::string_view flag, const std::string& text, std::size_t fallback) {
    if (text.empty()) return fallback;
    const char* fault = is_whole_number(text) ? "more than 999999999" : "not a whole number of at least 0";
    if (is_whole_number(text) && text.size() <= 9) return std::stoul(text);
    throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is {}", flag, text, fault));
}

store::ClusterId cluster_id_word(const Session& session, std::string_view word) {
    return id_word(session, word, "cluster", "clusters");
}

store::RunId run_id_word(const Session& session, std::string_view word) {
    return id_word(session, word, "run", "runs");
}

std::vector<store::ClusterId> cluster_id_list(const Session& session, std::string_view flag, std::string_view text) {
    std::set<store::ClusterId> ids;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (!is_whole_number(word))
            throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is no cluster id; give ids as 12,15", flag, word));
        ids.insert(cluster_id_word(session, word));
        begin = end + 1;
    }
    return {ids.begin(), ids.end()};
}

}  // namespace asterism::cli
