#include "themes/label_history.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "themes/label_set.hpp"

namespace asterism::themes {
namespace {

using Folded = std::set<std::string, std::less<>>;

void for_each_word(std::string_view term, const auto& visit) {
    const std::string low = folded(term);
    for (std::size_t begin = 0; begin < low.size();) {
        const std::size_t end = std::min(low.find(' ', begin), low.size());
        if (end > begin) visit(low.substr(begin, end - begin));
        begin = end + 1;
    }
}

Folded words_of(std::span<const Keyword> keywords) {
    Folded words;
    for (const Keyword& keyword : keywords)
        for_each_word(keyword.term, [&](std::string word) { words.insert(std::move(word)); });
    return words;
}

/// All words of the term are among the words.
bool is_left(const Keyword& keyword, const Folded& words) {
    bool left = true;
    for_each_word(keyword.term, [&](const std::string& word) { left = left && words.contains(word); });
    return left;
}

/// Metadata can be edited by anybody: what is no positive number weighs nothing.
double weight_of(const Keyword& keyword) {
    return std::isfinite(keyword.score) && keyword.score > 0 ? keyword.score : 0;
}

/// Whether the label names keywords of its time and none of them is left.
bool label_lost_its_words(const LabelBefore& before, const Folded& now) {
    bool named = false;
    for (const Keyword& keyword : before.keywords) {
        if (!names_term(before.label, keyword.term)) continue;
        if (is_left(keyword, now)) return false;
        named = true;
    }
    return named;
}

SettledLabel wanted(const LabelCase& one) {
    if (!one.before) return {one.label, LabelOrigin::fresh};
    if (one.before->fixed) return {one.before->label, LabelOrigin::fixed};
    if (one.before->label.empty() || theme_moved(*one.before, one.keywords)) return {one.label, LabelOrigin::fresh};
    return {one.before->label, LabelOrigin::kept};
}

}  // namespace

bool theme_moved(const LabelBefore& before, std::span<const Keyword> keywords) {
    const Folded now = words_of(keywords);
    double all = 0;
    double left = 0;
    for (const Keyword& keyword : before.keywords) {
        all += weight_of(keyword);
        if (is_left(keyword, now)) left += weight_of(keyword);
    }
    if (all == 0) return !keywords.empty();  // from nothing to something
    return left < kKeptWeight * all || label_lost_its_words(before, now);
}

std::vector<SettledLabel> settle_labels(std::span<const LabelCase> cases) {
    std::vector<SettledLabel> settled;
    for (const LabelCase& one : cases)
        settled.push_back(wanted(one));
    LabelSet used;
    for (const LabelOrigin turn : {LabelOrigin::fixed, LabelOrigin::kept, LabelOrigin::fresh}) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (settled[i].origin == turn) settled[i].label = used.insert_apart(settled[i].label, cases[i].keywords);
        }
    }
    return settled;
}

}  // namespace asterism::themes
