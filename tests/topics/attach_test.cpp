#include <gtest/gtest.h>

#include <algorithm>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace {

using testing::groups_of_rows;

struct Plain {
    Matrix matrix;
    NeighborGraph graph;
    std::vector<std::int32_t> labels;
};

/// Ten groups, and HDBSCAN so strict that it finds their kernels.
Plain kernels(std::uint32_t seed) {
    Plain plain{groups_of_rows(10, 60, 40, seed, 800), {}, {}};
    ClusterOptions options;
    options.metric = Metric::euclidean;
    plain.labels = cluster(plain.matrix.view(), options).labels;
    plain.graph = neighbor_graph(plain.matrix.view(), Metric::euclidean);
    return plain;
}

std::ptrdiff_t noise(const std::vector<std::int32_t>& labels) {
    return std::count(labels.begin(), labels.end(), -1);
}

}  // namespace

TEST(Attach, BringsNoiseHomeAndLeavesEveryLabel) {
    const Plain plain = kernels(1);
    ASSERT_GT(noise(plain.labels), 50);
    const Attachment attachment = attach(plain.graph, plain.labels, {});
    EXPECT_LT(noise(attachment.labels), noise(plain.labels) / 2);
    for (std::size_t row = 0; row < plain.labels.size(); ++row) {
        if (plain.labels[row] >= 0) {
            EXPECT_EQ(attachment.labels[row], plain.labels[row]);
            EXPECT_EQ(attachment.claims[row], 1.0);
        }
        EXPECT_EQ(attachment.attached[row], plain.labels[row] < 0 && attachment.labels[row] >= 0);
        if (attachment.attached[row]) {
            EXPECT_GE(attachment.claims[row], 0.5);
        }
        if (attachment.labels[row] < 0) {
            EXPECT_LT(attachment.claims[row], 0.5);
        }
    }
}

TEST(Attach, TakesMoreWithALowerFloorAndAllClaimsWithNone) {
    const Plain plain = kernels(2);
    std::ptrdiff_t last = noise(plain.labels) + 1;
    for (const double floor : {1.0, 0.7, 0.5, 0.3, 0.0}) {
        AttachOptions options;
        options.floor = floor;
        const auto left = noise(attach(plain.graph, plain.labels, options).labels);
        EXPECT_LE(left, last);
        last = left;
    }
    EXPECT_EQ(last, 0);  // the graph is connected
}

TEST(Attach, MeetsAShareOfNoiseByTheLargestClaims) {
    const Plain plain = kernels(3);
    const auto n = static_cast<double>(plain.labels.size());
    for (const double share : {0.2, 0.1, 0.05, 0.0}) {
        AttachOptions options;
        options.max_noise = share;
        options.floor = 1;  // not looked at
        const Attachment attachment = attach(plain.graph, plain.labels, options);
        EXPECT_EQ(noise(attachment.labels), std::min(noise(plain.labels), static_cast<std::ptrdiff_t>(share * n)));
        double least = 1;
        for (std::size_t row = 0; row < plain.labels.size(); ++row)
            least = attachment.attached[row] ? std::min(least, attachment.claims[row]) : least;
        for (std::size_t row = 0; row < plain.labels.size(); ++row) {
            if (attachment.labels[row] < 0) {
                EXPECT_LE(attachment.claims[row], least);
            }
        }
    }
    AttachOptions options;
    options.max_noise = 1;
    EXPECT_EQ(attach(plain.graph, plain.labels, options).labels, plain.labels);
}

TEST(Attach, GivesTheSameForEveryOrderOfTheRowsAndNumberOfThreads) {
    const Plain plain = kernels(4);
    const Attachment expected = attach(plain.graph, plain.labels, {});
    for (std::uint32_t seed = 0; seed < 5; ++seed) {
        const auto order = testing::shuffled_order(plain.labels.size(), seed);
        const Matrix matrix = testing::rows_in_order(plain.matrix, order);
        std::vector<std::int32_t> labels;
        for (const std::uint32_t row : order)
            labels.push_back(plain.labels[row]);
        AttachOptions options;
        options.threads = static_cast<int>(seed + 1);
        const auto found = attach(neighbor_graph(matrix.view(), Metric::euclidean), labels, options);
        for (std::size_t row = 0; row < order.size(); ++row) {
            ASSERT_EQ(found.labels[row], expected.labels[order[row]]);
            ASSERT_EQ(found.claims[row], expected.claims[order[row]]);
        }
    }
}

TEST(Attach, GivesCopiesWhatTheRowHas) {
    Matrix matrix = groups_of_rows(2, 20, 0, 5);
    for (const std::size_t row : {0, 39}) {
        float* const copy = matrix.add_row();  // which moves the rows
        std::copy_n(matrix.row(row), matrix.cols(), copy);
    }
    const NeighborGraph graph = neighbor_graph(matrix.view(), Metric::euclidean);
    std::vector<std::int32_t> labels(42, -1);
    labels[0] = 3;  // its copy, row 40, has no label
    labels[25] = 1;
    const Attachment attachment = attach(graph, labels, {});
    EXPECT_EQ(attachment.labels[40], 3);
    EXPECT_EQ(attachment.claims[40], 1.0);
    EXPECT_TRUE(attachment.attached[40]);
    EXPECT_EQ(attachment.labels[41], attachment.labels[39]);
    EXPECT_EQ(attachment.claims[41], attachment.claims[39]);
}

TEST(Attach, HasNothingToGiveWithoutALabel) {
    const NeighborGraph graph = neighbor_graph(groups_of_rows(1, 10, 0, 6).view(), Metric::cosine);
    AttachOptions options;
    options.max_noise = 0;
    const Attachment attachment = attach(graph, std::vector<std::int32_t>(10, -1), options);
    EXPECT_EQ(noise(attachment.labels), 10);
    EXPECT_EQ(attachment.claims, std::vector<double>(10, 0.0));
}

TEST(Attach, RefusesOptionsOutOfRange) {
    const NeighborGraph graph = neighbor_graph(groups_of_rows(1, 10, 0, 6).view(), Metric::cosine);
    const std::vector<std::int32_t> labels(10, 0);
    AttachOptions options;
    options.floor = -0.1;
    EXPECT_THROW((void)attach(graph, labels, options), Error);
    options = {};
    options.max_noise = 1.5;
    EXPECT_THROW((void)attach(graph, labels, options), Error);
    EXPECT_THROW((void)attach(graph, std::span(labels).first(9), {}), Error);
}

}  // namespace asterism
