#include "themes/labels.hpp"

#include <algorithm>

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

}  // namespace

void label_themes(std::vector<Theme>& themes) {
    LabelSet used;
    label_themes(themes, used);
}

void label_themes(std::vector<Theme>& themes, LabelSet& used) {
    for (Theme& theme : themes) {
        const std::string label =
            theme.keywords.empty() ? "cluster" : joined(parts_of_label(theme.keywords), theme.keywords);
        theme.label = used.insert_apart(label, theme.keywords);
    }
}

}  // namespace asterism::themes
