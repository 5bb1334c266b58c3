#include "cli/suggestion.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace asterism::cli {
namespace {

TEST(Suggestion, the_distance_counts_slips_of_the_finger) {
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("cluster", "cluster"), 0U);
    EXPECT_EQ(edit_distance("clutser", "cluster"), 1U) << "two letters swapped";
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Suggestion, a_near_word_is_suggested_and_a_far_one_is_not) {
    const std::vector<std::string> known{"status", "cluster", "clusters", "run", "runs"};
    EXPECT_EQ(nearest_word("statsu", known), "status");
    EXPECT_EQ(nearest_word("clustr", known), "cluster");
    EXPECT_EQ(nearest_word("rum", known), "run");
    EXPECT_EQ(nearest_word("bananas", known), std::nullopt);
    EXPECT_EQ(did_you_mean("statsu", known), "; did you mean \"status\"?");
    EXPECT_EQ(did_you_mean("bananas", known), "");
}

}  // namespace
}  // namespace asterism::cli
