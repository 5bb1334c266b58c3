#include "themes/marked_terms.hpp"

#include <algorithm>
#include <map>

#include "text/prefixes.hpp"
#include "text/unicode.hpp"
#include "themes/prefix_folding.hpp"

namespace asterism::themes {
namespace {

constexpr std::uint32_t kLeastArticles = 2;  ///< of a word that says how others are to be read: no misprint

MarkedTerms by_score(const TermCounts& counts, std::int32_t label, const TermScorer& scorer) {
    MarkedTerms terms;
    for (const TermCount& term : counts.of_cluster(label)) {
        if (counts.is_everywhere(term.term)) continue;
        const TermMark mark = scorer.mark(term);
        if (mark.score > 0 && !counts.weak(term.term))
            terms.marked.push_back({term, mark.score, mark.bound});
        else if (counts.words(term.term) == 1)
            terms.rest.push_back({term, scorer.excess(term)});
    }
    // Terms come ordered by key, so that a stable sort breaks ties by it.
    std::ranges::stable_sort(terms.marked, std::ranges::greater(), &MarkedTerm::score);
    std::ranges::stable_sort(terms.rest, std::ranges::greater(), &MarkedTerm::score);
    std::stable_partition(terms.rest.begin(), terms.rest.end(),
                          [&](const MarkedTerm& term) { return !counts.weak(term.count.term); });
    return terms;
}

void read_words(const std::vector<MarkedTerm>& terms, PrefixFolding& folding) {
    for (const MarkedTerm& term : terms) {
        const std::string_view word = term.count.surface;
        if (term.count.articles >= kLeastArticles && folding.applies_to(word) && word.find(' ') == word.npos)
            folding.add(text::lower(word));
    }
}

/// The more frequent surface, but none with a conjunction where the one without is there.
bool is_shown_before(const TermCount& a, const TermCount& b) {
    if (text::without_conjunction(b.surface) == a.surface) return true;
    return text::without_conjunction(a.surface) != b.surface && a.surface_articles > b.surface_articles;
}

/// Keeps the first of all terms with the same bases, in the surface that is to be shown among them.
void fold(MarkedTerms& terms, PrefixFolding& folding) {
    std::map<std::vector<std::string>, MarkedTerm*> first;
    MarkedTerms kept;
    for (const auto list : {&MarkedTerms::marked, &MarkedTerms::rest}) {
        (kept.*list).reserve((terms.*list).size());  // pointers into it stay good
        for (MarkedTerm& term : terms.*list) {
            for (const auto word : stems_of(term.count.surface))
                term.bases.push_back(folding.base(text::lower(word)));
            MarkedTerm*& shown = first[term.bases];
            if (shown == nullptr)
                shown = &(kept.*list).emplace_back(std::move(term));
            else if (is_shown_before(term.count, shown->count))
                shown->count = term.count;
        }
    }
    terms = std::move(kept);
}

}  // namespace

MarkedTerms mark_terms(const TermCounts& counts, std::int32_t label, const TermScorer& scorer,
                       std::span<const std::string> languages) {
    MarkedTerms terms = by_score(counts, label, scorer);
    PrefixFolding folding(languages);
    read_words(terms.marked, folding);
    read_words(terms.rest, folding);
    if (folding.folds()) fold(terms, folding);
    return terms;
}

}  // namespace asterism::themes
