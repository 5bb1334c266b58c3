#include "themes/marked_terms.hpp"

#include <algorithm>

namespace asterism::themes {
MarkedTerms mark_terms(const TermCounts& counts, std::int32_t label, const TermScorer& scorer) {
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
    std::ranges::stable_partition(terms.rest, [&](const MarkedTerm& term) { return !counts.weak(term.count.term); });
    return terms;
}

}  // namespace asterism::themes
