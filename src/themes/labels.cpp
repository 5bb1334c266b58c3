#include "themes/labels.hpp"

#include <algorithm>
#include <set>

#include "text/unicode.hpp"

namespace asterism::themes {
namespace {

constexpr std::size_t kMostWords = 4;

std::size_t words_of(const std::string& term) {
    return static_cast<std::size_t>(std::count(term.begin(), term.end(), ' ')) + 1;
}

std::string joined(const std::vector<std::size_t>& parts, const std::vector<Keyword>& keywords) {
    std::string label;
    for (const std::size_t part : parts)
        label += (label.empty() ? "" : ", ") + keywords[part].term;
    return label;
}

/// The keywords that make a name: the best one and the best of the others that fits beside it; a third, where two words
/// would be all.
std::vector<std::size_t> parts_of_label(const std::vector<Keyword>& keywords) {
    std::vector<std::size_t> parts{0};
    std::size_t words = words_of(keywords[0].term);
    for (std::size_t next = 1; next < keywords.size() && parts.size() < 2; ++next) {
        if (words + words_of(keywords[next].term) > kMostWords) continue;
        words += words_of(keywords[next].term);
        parts.push_back(next);
    }
    const std::size_t third = parts.back() + 1;
    if (parts.size() == 2 && words == 2 && third < keywords.size() && words_of(keywords[third].term) <= 2)
        parts.push_back(third);
    return parts;
}

/// With further keywords, until no other cluster has it.
std::string unique_label(const std::vector<Keyword>& keywords, const std::set<std::string>& used) {
    if (keywords.empty()) return "cluster";
    std::vector<std::size_t> parts = parts_of_label(keywords);
    const std::string shortest = joined(parts, keywords);
    std::string label = shortest;
    for (std::size_t more = 1; used.contains(text::lower(label)) && more < keywords.size(); ++more) {
        if (std::ranges::find(parts, more) != parts.end()) continue;
        parts.push_back(more);
        label = joined(parts, keywords);
    }
    return used.contains(text::lower(label)) ? shortest : label;
}

}  // namespace

void label_themes(std::vector<Theme>& themes) {
    std::set<std::string> used;
    for (Theme& theme : themes) {
        const std::string base = unique_label(theme.keywords, used);
        theme.label = base;
        for (int number = 2; !used.insert(text::lower(theme.label)).second; ++number)
            theme.label = base + " " + std::to_string(number);
    }
}

}  // namespace asterism::themes
