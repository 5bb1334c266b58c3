/// How much a term marks one cluster against all others, by the counts of articles alone.
///
/// Pure functions of counts: the same on every machine with the same libm. Thread safety: any thread.
#pragma once

#include <cstdint>

namespace asterism::themes {

enum class TermScore : std::uint8_t {
    /// Class-based TF-IDF: share of the cluster's articles x log(1 + articles per cluster / articles with the term).
    /// Source: Grootendorst, "BERTopic", arXiv:2203.05794, section 3.3. Difference: an article counts once per term.
    ctfidf,
    /// Normalised pointwise mutual information of "has the term" and "is in the cluster", in [-1, 1], both the observed
    /// and the expected count raised by one article, so that a few chance meetings are no mark. Source: Bouma, GSCL
    /// 2009, "Normalized (Pointwise) Mutual Information in Collocation Extraction".
    npmi,
};

/// Articles; `both` have the term and are in the cluster.
struct TermMeeting {
    double both = 0;
    double term = 0;
    double cluster = 0;
    double all = 0;
    double clusters = 1;  ///< number of clusters
};

/// Larger marks better; at most 0 when the term is no more frequent inside than outside (npmi).
[[nodiscard]] double score_term(TermScore kind, const TermMeeting& meeting);

}  // namespace asterism::themes
