#include "themes/term_score.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace asterism::themes {
namespace {

double npmi(double both, double term, double cluster, double all) {
    return score_term(TermScore::npmi, {.both = both, .term = term, .cluster = cluster, .all = all, .clusters = 2});
}

TEST(TermScore, GivesTheFormulaOfClassBasedTfIdf) {
    // In 5 of 10 articles of the cluster, in 8 of 100 of all, 4 clusters: 5/10 * log(1 + 25/8).
    const double score =
        score_term(TermScore::ctfidf, {.both = 5, .term = 8, .cluster = 10, .all = 100, .clusters = 4});
    EXPECT_DOUBLE_EQ(score, 0.5 * std::log(1 + 25.0 / 8.0));
}

TEST(TermScore, GivesNormalisedMutualInformationRaisedByOneArticle) {
    // log((5 + 1) / (8 * 10 / 100 + 1)) / log((100 + 1) / (5 + 1))
    EXPECT_DOUBLE_EQ(npmi(5, 8, 10, 100), std::log(6 / 1.8) / std::log(101.0 / 6.0));
}

TEST(TermScore, IsZeroForATermThatTheClusterDoesNotHave) {
    EXPECT_EQ(npmi(0, 8, 10, 100), 0.0);
    EXPECT_EQ(score_term(TermScore::ctfidf, {.both = 0, .term = 8, .cluster = 10, .all = 100}), 0.0);
}

TEST(TermScore, NpmiStaysWithinOneAndIsNegativeForWhatIsRarerInside) {
    EXPECT_LE(npmi(1000, 1000, 1000, 100000), 1.0);
    EXPECT_GT(npmi(1000, 1000, 1000, 100000), 0.9);
    EXPECT_LT(npmi(2, 50, 50, 100), 0.0);
    EXPECT_EQ(npmi(100, 100, 100, 100), 0.0) << "a term of all articles, in a cluster of all articles";
}

TEST(TermScore, NpmiTrustsFewMeetingsLess) {
    EXPECT_LT(npmi(2, 2, 100, 10000), npmi(20, 20, 100, 10000));
    EXPECT_LT(npmi(2, 2, 100, 10000), npmi(40, 60, 100, 10000));
}

}  // namespace
}  // namespace asterism::themes
