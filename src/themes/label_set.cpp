#include "themes/label_set.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace asterism::themes {
namespace {

/// Between spaces, commas taken as such.
std::string spaced(std::string_view text) {
    std::string words(text);
    std::ranges::replace(words, ',', ' ');
    return " " + folded(words) + " ";
}

}  // namespace

std::string folded(std::string_view text) {
    const std::string low = text::lower(text::normalized(std::string(text)));
    std::string words;
    for (std::size_t begin = 0; begin < low.size();) {
        const std::size_t end = std::min(low.find(' ', begin), low.size());
        if (end > begin) words += (words.empty() ? "" : " ") + low.substr(begin, end - begin);
        begin = end + 1;
    }
    return words;
}

bool names_term(std::string_view text, std::string_view term) {
    return !term.empty() && spaced(text).find(spaced(term)) != std::string::npos;
}

std::string LabelSet::insert_apart(const std::string& label, std::span<const Keyword> keywords) {
    if (insert(label)) return label;
    std::string longer = label;
    for (const Keyword& keyword : keywords) {
        if (names_term(longer, keyword.term)) continue;
        longer += ", " + keyword.term;
        if (insert(longer)) return longer;
    }
    for (int number = 2;; ++number) {
        longer = label + " " + std::to_string(number);
        if (insert(longer)) return longer;
    }
}

}  // namespace asterism::themes
