/// The terms of one cluster in the order in which they mark it, each word once whatever is written together with it.
///
/// Determinism: scores are fixed expressions of integer counts; ties go to the smaller key. Thread safety: from any
/// thread once the counts are closed; they must outlive the result.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themes/term_counts.hpp"
#include "themes/term_scorer.hpp"

namespace asterism::themes {

struct MarkedTerm {
    TermCount count;
    double score = 0;
    bool bound = false;
    /// What is left of its words without Arabic and Hebrew prefixes; empty where the texts have none.
    std::vector<std::string> bases = {};
};

struct MarkedTerms {
    std::vector<MarkedTerm> marked;  ///< what marks the cluster, best first
    /// The other words, by how much more frequent they are than elsewhere; words that say nothing alone last.
    std::vector<MarkedTerm> rest;
};

/// Without words that are never shown by themselves or that stand in nearly every article of all clusters. Where one
/// word stands with and without a prefix it is there once, in the most frequent surface, at the place of the form that
/// marks best. `languages`: ISO 639-1 codes of the cluster's texts.
[[nodiscard]] MarkedTerms mark_terms(const TermCounts& counts, std::int32_t label, const TermScorer& scorer,
                                     std::span<const std::string> languages);

}  // namespace asterism::themes
