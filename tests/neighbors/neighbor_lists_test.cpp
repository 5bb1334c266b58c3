#include "neighbors/neighbor_lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

#include "base/threads.hpp"

namespace asterism::neighbors {

TEST(NeighborLists, KeepTheNearestByDistanceThenRank) {
    const std::vector<Rank> rank{0, 3, 2, 1};
    NeighborLists lists(4, 2, rank);
    lists.offer(0, 0.5, 1);
    lists.offer(0, 0.5, 2);
    lists.offer(0, 0.5, 3);
    EXPECT_EQ(lists.rows(0)[0], 3U);  // rank 1
    EXPECT_EQ(lists.rows(0)[1], 2U);  // rank 2
    lists.offer(0, 0.1, 1);
    EXPECT_EQ(lists.rows(0)[0], 1U);
    EXPECT_EQ(lists.rows(0)[1], 3U);
    EXPECT_EQ(lists.worst(0), 0.5);
}

TEST(NeighborLists, EqualAPlainSortWhateverTheThreadsAndTheOrder) {
    constexpr std::size_t kRows = 700;
    std::mt19937 random(11);
    std::vector<Rank> rank(kRows);
    for (std::size_t i = 0; i < kRows; ++i)
        rank[i] = static_cast<Rank>(i);
    std::shuffle(rank.begin(), rank.end(), random);
    std::vector<double> distance(kRows);
    for (double& d : distance)
        d = static_cast<double>(random() % 40);  // many ties
    for (const std::size_t k : {1UL, 2UL, 17UL, kRows - 1}) {
        NeighborLists lists(kRows, k, rank);
        parallel_for(kRows - 1, 4, [&](std::size_t j, int) {  // everybody offers to row 0
            lists.offer(0, distance[j + 1], static_cast<RowIndex>(j + 1));
        });
        std::vector<std::pair<double, Rank>> expected;
        for (std::size_t j = 1; j < kRows; ++j)
            expected.emplace_back(distance[j], rank[j]);
        std::sort(expected.begin(), expected.end());
        for (std::size_t e = 0; e < k; ++e) {
            ASSERT_EQ(lists.distances(0)[e], expected[e].first);
            ASSERT_EQ(rank[lists.rows(0)[e]], expected[e].second);
        }
    }
}

}  // namespace asterism::neighbors
