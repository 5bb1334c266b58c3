#include "topics/flat_topics.hpp"

#include <gtest/gtest.h>

namespace asterism::topics {

using graph::kAll;
using graph::Share;

TEST(FlatTopics, AreThoseWithEnoughSureRows) {
    const Partition topic{0, 0, 1, 1, 2, 2};
    const std::vector<Share> certainty{kAll, kAll / 2, kAll / 2 - 1, kAll, kAll, kAll};
    const std::vector<std::uint32_t> copies{1, 2, 5, 2, 1, 2};
    const FlatTopics flat = flatten(topic, certainty, copies, {least_share(0.5), 3});
    EXPECT_EQ(flat.label_of_topic, (std::vector<std::int32_t>{0, -1, 1}));  // topic 1 has two sure rows
    EXPECT_EQ(flat.topic_of_label, (std::vector<std::uint32_t>{0, 2}));
    EXPECT_EQ(count_sure(certainty, copies, least_share(0.5)), 8U);
}

TEST(FlatTopics, TakeEveryRowWithoutAFloor) {
    const FlatTopics flat = flatten({0, 0}, std::vector<Share>{0, 0}, std::vector<std::uint32_t>{1, 1}, {0, 2});
    EXPECT_EQ(flat.topic_of_label.size(), 1U);
}

TEST(LeastShare, IsTheFirstThatIsNotBelowTheFloor) {
    EXPECT_EQ(least_share(0), 0U);
    EXPECT_EQ(least_share(1), kAll);
    EXPECT_EQ(least_share(0.5), kAll / 2);
    for (const double floor : {0.1, 0.3, 0.7, 1.0 / 3}) {
        EXPECT_GE(graph::as_number(least_share(floor)), floor);
        EXPECT_LT(graph::as_number(least_share(floor) - 1), floor);
    }
}

}  // namespace asterism::topics
