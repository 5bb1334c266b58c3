#include "topics/partition.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace asterism::topics {

TEST(Partition, IsNumberedByFirstAppearance) {
    Partition partition{5, 2, 5, 0, 2, 5};
    EXPECT_EQ(renumber(partition), 3U);
    EXPECT_EQ(partition, (Partition{0, 1, 0, 2, 1, 0}));
    EXPECT_EQ(count_topics(partition), 3U);
    EXPECT_EQ(count_topics({}), 0U);
    EXPECT_EQ(singletons(3), (Partition{0, 1, 2}));
}

TEST(Partition, IsVisitedInAnOrderThatOnlyTheSeedChooses) {
    const auto order = visiting_order(8, 0);
    EXPECT_EQ(order, (std::vector<std::uint32_t>{3, 5, 7, 4, 1, 2, 6, 0}));  // the same on every machine
    EXPECT_NE(visiting_order(8, 1), order);
    for (const std::uint32_t nodes : {0U, 1U, 1000U}) {
        auto all = visiting_order(nodes, 7);
        std::sort(all.begin(), all.end());
        EXPECT_EQ(all, singletons(nodes));
    }
}

TEST(TopicSums, ForgetWhatWasAdded) {
    TopicSums sums(4);
    sums.add(3, 5);
    sums.add(1, 2);
    sums.add(3, 5);
    EXPECT_EQ(sums[3], 10);
    EXPECT_EQ(sums.touched(), (std::vector<std::uint32_t>{3, 1}));
    sums.clear();
    EXPECT_EQ(sums[3], 0);
    EXPECT_TRUE(sums.touched().empty());
}

}  // namespace asterism::topics
