#include "neighbors/nearest_neighbors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "asterism/error.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/exact_index.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors {
namespace {

/// The lists of the distinct rows among themselves.
Neighbors search_exactly(const MetricSpace& space, const CanonicalOrder& order, const Duplicates& duplicates,
                         std::size_t k, Observer& observer) {
    return nearest_neighbors(ExactIndex(space, duplicates.representatives), order.rank, k, 2, observer);
}

std::size_t list_length(const Duplicates& duplicates) {
    return std::min<std::size_t>(duplicates.representatives.size() - 1, 16);
}

void expect_brute_force(const MetricSpace& space, const CanonicalOrder& order, const Duplicates& duplicates,
                        const Neighbors& lists) {
    for (const RowIndex i : duplicates.representatives) {
        std::vector<std::pair<double, Rank>> all;
        for (const RowIndex j : duplicates.representatives) {
            if (j != i) all.emplace_back(space.distance(i, j), order.rank[j]);
        }
        std::sort(all.begin(), all.end());
        for (std::size_t e = 0; e < lists.k; ++e) {
            ASSERT_EQ(lists.distances_of(i)[e], all[e].first) << "row " << i << " neighbour " << e;
            ASSERT_EQ(order.rank[lists.rows_of(i)[e]], all[e].second) << "row " << i << " neighbour " << e;
        }
    }
}

void expect_brute_force(const MetricSpace& space, std::size_t m, const std::vector<double>& core) {
    for (RowIndex i = 0; i < space.size(); ++i) {
        std::vector<double> all;
        for (RowIndex j = 0; j < space.size(); ++j) {
            if (j != i) all.push_back(space.distance(i, j));
        }
        std::sort(all.begin(), all.end());
        ASSERT_EQ(core[i], all[m - 1]) << "row " << i << ", m = " << m;
    }
}

}  // namespace

TEST(NearestNeighbors, EqualBruteForceOnEveryShapeOfData) {
    Observer observer;
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : testing::kShapes) {
            for (const std::size_t n : {2UL, 3UL, 63UL, 64UL, 65UL, 400UL}) {
                for (const std::size_t d : {1UL, 5UL, 33UL}) {
                    const Matrix matrix = testing::random_vectors(n, d, shape, static_cast<std::uint32_t>(n + d));
                    const MetricSpace space(matrix.view(), metric, 2);
                    const auto order = canonical_order(matrix.view(), {});
                    const auto duplicates = find_duplicates(matrix.view(), order);
                    const auto lists = search_exactly(space, order, duplicates, list_length(duplicates), observer);
                    expect_brute_force(space, order, duplicates, lists);
                    for (const std::size_t m : {1UL, 5UL, 16UL}) {
                        if (m < n) expect_brute_force(space, m, core_distances(duplicates, order, lists, m));
                    }
                }
            }
        }
    }
}

TEST(NearestNeighbors, StopWhenToldTo) {
    class Impatient : public Observer {
     public:
        void progress(std::uint64_t, std::uint64_t) override { asked_ = true; }
        [[nodiscard]] bool cancelled() const override { return asked_; }

     private:
        std::atomic<bool> asked_{false};
    };
    Impatient observer;
    const Matrix matrix = testing::random_vectors(1000, 8, testing::Shape::gaussian, 1);
    const MetricSpace space(matrix.view(), Metric::cosine, 2);
    const auto order = canonical_order(matrix.view(), {});
    try {
        (void)search_exactly(space, order, find_duplicates(matrix.view(), order), 4, observer);
        FAIL() << "ran to the end";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

}  // namespace asterism::neighbors
