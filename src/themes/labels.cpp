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

std::string joined(const std::vector<Keyword>& keywords, std::size_t count) {
    std::string label;
    for (std::size_t i = 0; i < count; ++i)
        label += (i == 0 ? "" : ", ") + keywords[i].term;
    return label;
}

/// How many keywords make a name: until there are two words, or three keywords of one word.
std::size_t keywords_in_label(const std::vector<Keyword>& keywords) {
    std::size_t words = 0;
    std::size_t count = 0;
    while (count < keywords.size() && count < 2) {
        const std::size_t next = words_of(keywords[count].term);
        if (count > 0 && words + next > kMostWords) break;
        words += next;
        ++count;
    }
    if (count == 2 && words == 2 && keywords.size() > 2 && words_of(keywords[2].term) <= 2) ++count;
    return count;
}

std::string unique_label(const std::vector<Keyword>& keywords, const std::set<std::string>& used) {
    if (keywords.empty()) return "cluster";
    for (std::size_t count = keywords_in_label(keywords); count <= keywords.size(); ++count) {
        std::string label = joined(keywords, count);
        if (!used.contains(text::lower(label))) return label;
    }
    return joined(keywords, keywords_in_label(keywords));
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
