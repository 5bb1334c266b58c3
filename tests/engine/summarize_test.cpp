#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <random>
#include <set>
#include <thread>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {

TEST(Summarize, TheCentroidIsTheNormalisedMeanOfUnitVectors) {
    const float rows[] = {10, 0, /**/ 0, 0.1F, /**/ 5, 5};
    const std::int32_t labels[] = {0, 0, -1};
    const auto summaries = summarize({rows, 3, 2}, labels, Metric::cosine);
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_FLOAT_EQ(summaries[0].centroid[0], std::sqrt(0.5F));
    EXPECT_FLOAT_EQ(summaries[0].centroid[1], std::sqrt(0.5F));
    EXPECT_EQ(summaries[0].article_count, 2);
}

TEST(Summarize, AZeroMeanGivesTheMedoid) {
    const float rows[] = {2, 0, /**/ -2, 0};
    const std::int32_t labels[] = {0, 0};
    const auto summary = summarize({rows, 2, 2}, labels, Metric::cosine)[0];
    EXPECT_EQ(summary.centroid, (std::vector<float>{summary.medoid == 0 ? 1.0F : -1.0F, 0.0F}));
}

TEST(Summarize, TheMedoidIsTheMemberWithTheLeastSumOfDistances) {
    const Matrix matrix = testing::random_vectors(60, 5, testing::Shape::gaussian, 9);
    const std::vector<std::int32_t> labels(60, 0);
    const auto summary = summarize(matrix.view(), labels, Metric::cosine)[0];
    const auto unit_dot = [&](RowIndex i, RowIndex j) {
        double dot = 0, a = 0, b = 0;
        for (int k = 0; k < 5; ++k) {
            dot += static_cast<double>(matrix.row(i)[k]) * matrix.row(j)[k];
            a += static_cast<double>(matrix.row(i)[k]) * matrix.row(i)[k];
            b += static_cast<double>(matrix.row(j)[k]) * matrix.row(j)[k];
        }
        return dot / std::sqrt(a * b);
    };
    RowIndex best = 0;
    double least = 1e300;
    for (RowIndex i = 0; i < 60; ++i) {
        double sum = 0;
        for (RowIndex j = 0; j < 60; ++j)
            sum += 1 - unit_dot(i, j);
        if (sum < least) least = sum, best = i;
    }
    EXPECT_EQ(summary.medoid, best);
    EXPECT_EQ(summary.representatives.front(), best);
    EXPECT_EQ(summary.representatives.size(), 10U);
}

TEST(Summarize, BytesDoNotDependOnRowOrderAndCopiesAreShownOnce) {
    const Matrix matrix = testing::random_vectors(120, 7, testing::Shape::copies, 4);
    std::vector<std::int32_t> labels(120);
    for (std::size_t i = 0; i < 120; ++i)
        labels[i] = matrix.row(i)[0] > 0 ? 1 : 0;
    const auto expected = summarize(matrix.view(), labels, Metric::cosine);
    std::vector<RowIndex> order(120);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(3));
    Matrix shuffled(7, 120);
    std::vector<std::int32_t> shuffled_labels;
    for (const RowIndex row : order) {
        std::copy_n(matrix.row(row), 7, shuffled.add_row());
        shuffled_labels.push_back(labels[row]);
    }
    const auto result = summarize(shuffled.view(), shuffled_labels, Metric::cosine, order);
    for (std::size_t label = 0; label < 2; ++label) {
        EXPECT_EQ(result[label].centroid, expected[label].centroid);
        EXPECT_EQ(order[result[label].medoid], expected[label].medoid);
        const auto& shown = expected[label].representatives;
        for (std::size_t a = 0; a < shown.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                EXPECT_FALSE(std::equal(matrix.row(shown[a]), matrix.row(shown[a]) + 7, matrix.row(shown[b])));
            }
        }
    }
}

TEST(Summarize, StopsWhenItIsTold) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return true; }
    } stop;
    const Matrix matrix = testing::random_vectors(60, 5, testing::Shape::gaussian, 9);
    const std::vector<std::int32_t> labels(60, 0);
    EXPECT_THROW((void)summarize(matrix.view(), labels, Metric::cosine, {}, 2, &stop), Error);
}

TEST(Summarize, UsesNoMoreThreadsThanItIsGiven) {
    struct Seen : Observer {
        [[nodiscard]] bool cancelled() const override {
            const std::lock_guard lock(mutex);
            threads.insert(std::this_thread::get_id());
            return false;
        }
        mutable std::mutex mutex;
        mutable std::set<std::thread::id> threads;
    } seen;
    const Matrix matrix = testing::random_vectors(400, 5, testing::Shape::gaussian, 9);
    std::vector<std::int32_t> labels(400);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<std::int32_t>(i % 100);
    const auto alone = summarize(matrix.view(), labels, Metric::cosine, {}, 1, &seen);
    EXPECT_EQ(seen.threads, std::set{std::this_thread::get_id()});
    const auto together = summarize(matrix.view(), labels, Metric::cosine, {}, 3);
    for (std::size_t label = 0; label < 100; ++label)
        EXPECT_EQ(alone[label].centroid, together[label].centroid);
}

TEST(Summarize, OnlyNoiseHasNoCluster) {
    const float rows[] = {1, 2};
    const std::int32_t labels[] = {-1, -1};
    EXPECT_TRUE(summarize({rows, 2, 1}, labels, Metric::cosine).empty());
}

}  // namespace asterism
