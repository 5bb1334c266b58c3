#include "text/prefixes.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "text/unicode.hpp"

namespace asterism::text {
namespace {

using Certainty = PrefixReading::Certainty;
constexpr std::size_t kLetter = 2;  ///< bytes of each letter of both scripts

struct Prefix {
    std::string letters;
    Certainty certainty;
};
using Particles = std::initializer_list<std::string_view>;

std::vector<Prefix> longest_first(std::vector<Prefix> prefixes) {
    std::ranges::stable_sort(prefixes, std::ranges::greater(), [](const Prefix& p) { return p.letters.size(); });
    return prefixes;
}

/// Every way to take one of each list, in order; "" is none.
std::vector<std::string> joined(std::initializer_list<Particles> lists) {
    std::vector<std::string> all{""};
    for (const Particles& list : lists) {
        std::vector<std::string> longer;
        for (const std::string& before : all) {
            for (const std::string_view particle : list)
                longer.push_back(before + std::string(particle));
        }
        all = std::move(longer);
    }
    return all;
}

std::vector<Prefix> arabic() {
    std::vector<Prefix> prefixes;
    for (const std::string& letters : joined({{"", "و", "ف"}, {"ال", "بال", "كال", "لل"}}))
        prefixes.push_back({letters, Certainty::sure});
    for (const std::string& letters : joined({{"", "و"}, {"", "ب", "ل"}}))
        prefixes.push_back({letters, Certainty::likely});
    for (const std::string& letters : joined({{"ف"}, {"", "ب", "ل", "ك"}}))
        prefixes.push_back({letters, Certainty::possible});
    for (const std::string& letters : joined({{"", "و"}, {"ك"}}))
        prefixes.push_back({letters, Certainty::possible});
    return longest_first(std::move(prefixes));
}

std::vector<Prefix> hebrew() {
    std::vector<Prefix> prefixes;
    for (const std::string& letters : joined({{"", "ו"}, {"", "ב", "ל"}, {"", "ה"}}))
        prefixes.push_back({letters, Certainty::likely});
    for (const std::string& letters :
         joined({{"", "ו"}, {"", "ש", "כש", "מש", "לכש"}, {"", "ב", "כ", "ל", "מ"}, {"", "ה"}})) {
        if (letters.find("ש") != letters.npos || letters.find("כ") != letters.npos || letters.find("מ") != letters.npos)
            prefixes.push_back({letters, Certainty::possible});
    }
    return longest_first(std::move(prefixes));
}

std::size_t least_letters(Script script, Certainty certainty) {
    if (certainty == Certainty::sure) return 2;
    return script == Script::hebrew && certainty == Certainty::likely ? 2 : 3;
}

}  // namespace

std::string_view without_conjunction(std::string_view word) {
    const bool has_one = word.starts_with("و") || word.starts_with("ו");
    return has_one && word.size() >= 3 * kLetter ? word.substr(kLetter) : word;
}

std::vector<PrefixReading> prefix_readings(std::string_view word) {
    static const std::vector<Prefix> of_arabic = arabic();
    static const std::vector<Prefix> of_hebrew = hebrew();
    std::size_t position = 0;
    const Script script = word.empty() ? Script::other : script_of(next_code_point(word, position));
    if (script != Script::arabic && script != Script::hebrew) return {};
    std::vector<PrefixReading> readings;
    for (const Prefix& prefix : script == Script::arabic ? of_arabic : of_hebrew) {
        if (prefix.letters.empty() || !word.starts_with(prefix.letters)) continue;
        const std::string_view rest = word.substr(prefix.letters.size());
        if (rest.size() >= kLetter * least_letters(script, prefix.certainty))
            readings.push_back({rest, prefix.certainty});
    }
    return readings;
}

}  // namespace asterism::text
