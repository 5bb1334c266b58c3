#include "themes/term_score.hpp"

#include <cmath>

namespace asterism::themes {
namespace {

double class_tf_idf(const TermMeeting& m) {
    const double per_cluster = m.all / m.clusters;
    return m.both / m.cluster * std::log1p(per_cluster / m.term);
}

double smoothed_npmi(const TermMeeting& m) {
    constexpr double kPrior = 1.0;  ///< articles
    const double both = m.both + kPrior;
    const double expected = m.term * m.cluster / m.all + kPrior;
    const double surprise = std::log((m.all + kPrior) / both);
    return surprise <= 0 ? 0.0 : std::log(both / expected) / surprise;
}

}  // namespace

double score_term(TermScore kind, const TermMeeting& meeting) {
    if (meeting.both <= 0) return 0.0;
    return kind == TermScore::ctfidf ? class_tf_idf(meeting) : smoothed_npmi(meeting);
}

}  // namespace asterism::themes
