#include <gtest/gtest.h>

#include "asterism/error.hpp"
#include "asterism/validity.hpp"
#include "extraction/golden_0840.hpp"

namespace asterism {

//  0 -1- 1 -5- 2 -2- 3 -4- 4 (noise)
TEST(RelativeValidity, ByEye) {
    const std::vector<SpanningEdge> tree = {{0, 1, 1}, {2, 3, 2}, {3, 4, 4}, {1, 2, 5}};
    const std::vector<std::int32_t> labels = {0, 0, 1, 1, -1};
    EXPECT_DOUBLE_EQ(relative_validity(tree, labels), 0.4 * (5 - 1) / 5 + 0.4 * (5 - 2) / 5);
    const std::vector<std::int32_t> one = {-1, -1, 0, 0, -1};  // to noise 4 at the nearest
    EXPECT_DOUBLE_EQ(relative_validity(tree, one), 0.4 * (8 - 2) / 8);
    const std::vector<std::int32_t> apart = {0, 0, -1, 1, 1};  // both touch noise only: twice the longest edge
    EXPECT_DOUBLE_EQ(relative_validity(tree, apart), 0.4 * (10 - 1) / 10 + 0.4 * (10 - 4) / 10);
    EXPECT_EQ(relative_validity(tree, std::vector<std::int32_t>(5, -1)), 0);
}

TEST(RelativeValidity, EqualsThatOfHdbscan0840) {
    for (const auto& golden : testing::golden_cases()) {
        EXPECT_NEAR(relative_validity(golden.spanning_tree, golden.labels), golden.relative_validity, 1e-12);
    }
}

TEST(RelativeValidity, RefusesLabelsOfOtherRows) {
    const std::vector<SpanningEdge> tree = {{0, 1, 1}};
    EXPECT_THROW((void)relative_validity(tree, std::vector<std::int32_t>{0}), Error);
    EXPECT_THROW((void)relative_validity(tree, std::vector<std::int32_t>{0, -2}), Error);
}

}  // namespace asterism
