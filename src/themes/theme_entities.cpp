#include "themes/theme_entities.hpp"

#include <algorithm>
#include <string_view>

#include "themes/term_scorer.hpp"

namespace asterism::themes {
namespace {

constexpr double kLeastShare = 0.02;     ///< of the cluster's articles
constexpr double kWithinLonger = 0.3;    ///< of a name's articles that have the longer one, to be shown as that
constexpr std::size_t kConsidered = 60;  ///< best names among which longer ones are looked for

struct Name {
    TermCount term;
    double score;
    std::int64_t articles;
};

std::string_view type_name(NameType type) {
    switch (type) {
        case NameType::person:
            return "PERSON";
        case NameType::organisation:
            return "ORG";
        case NameType::place:
            return "GPE";
        case NameType::unknown:
            break;
    }
    return "";
}

std::vector<Name> names_of(const TermCounts& counts, std::int32_t label, TermScore score) {
    const TermScorer scorer(counts, label, score);
    const double least = std::max(2.0, kLeastShare * static_cast<double>(counts.articles(label)));
    std::vector<Name> names;
    for (const TermCount& term : counts.of_cluster(label)) {
        if (term.articles < least || !counts.is_name(term.term)) continue;
        const double mark = scorer.mark(term).score;
        if (mark > 0) names.push_back({term, mark, term.articles});
    }
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.score > b.score; });
    names.resize(std::min(names.size(), kConsidered));
    return names;
}

/// The longest other name that holds `name` in enough of its articles; `name` itself when there is none.
const Name& fullest(const TermCounts& counts, const std::vector<Name>& names, const Name& name) {
    const Name* best = &name;
    for (const Name& other : names) {
        if (counts.words(other.term.term) <= counts.words(best->term.term)) continue;
        if (!contains_stems(counts.key(other.term.term), counts.key(name.term.term))) continue;
        if (other.term.articles >= kWithinLonger * name.term.articles) best = &other;
    }
    return *best;
}

}  // namespace

std::vector<Entity> choose_entities(const TermCounts& counts, std::int32_t label, TermScore score) {
    std::vector<Name> names = names_of(counts, label, score);
    std::vector<Name> chosen;
    for (const Name& name : names) {
        const Name& full = fullest(counts, names, name);
        const auto same = std::find_if(chosen.begin(), chosen.end(),
                                       [&](const Name& other) { return other.term.term == full.term.term; });
        if (same != chosen.end()) {
            same->articles = std::max(same->articles, name.articles);
        } else if (chosen.size() < kMostEntities) {
            chosen.push_back({full.term, name.score, std::max(full.articles, name.articles)});
        }
    }
    std::vector<Entity> entities;
    for (const Name& name : chosen) {
        entities.push_back({std::string(counts.written(name.term.term)),
                            std::string(type_name(counts.name_type(name.term.term))), name.articles});
    }
    return entities;
}

}  // namespace asterism::themes
