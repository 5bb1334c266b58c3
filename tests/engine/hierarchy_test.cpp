#include "asterism/hierarchy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "asterism/verify.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;

static_assert(std::is_nothrow_move_constructible_v<Hierarchy>);
static_assert(std::is_nothrow_move_constructible_v<NeighborSearch>);

void expect_equal(const Clustering& found, const Clustering& expected) {
    EXPECT_EQ(found.labels, expected.labels);
    EXPECT_EQ(found.probabilities, expected.probabilities);
    EXPECT_EQ(found.outlier_scores, expected.outlier_scores);
    EXPECT_EQ(found.persistence, expected.persistence);
    EXPECT_EQ(found.min_samples, expected.min_samples);
    EXPECT_EQ(found.prediction.core_distances, expected.prediction.core_distances);
    EXPECT_EQ(found.prediction.exemplars, expected.prediction.exemplars);
    EXPECT_TRUE(std::ranges::equal(found.spanning_tree, expected.spanning_tree, [](const auto& x, const auto& y) {
        return x.a == y.a && x.b == y.b && x.weight == y.weight;
    }));
    EXPECT_TRUE(std::ranges::equal(found.condensed_tree.rows, expected.condensed_tree.rows,
                                   [](const CondensedRow& x, const CondensedRow& y) {
                                       return x.parent == y.parent && x.child == y.child && x.lambda == y.lambda;
                                   }));
}

ClusterOptions options_with(int min_cluster_size, std::optional<int> min_samples, Ties ties = Ties::canonical) {
    ClusterOptions options;
    options.min_cluster_size = min_cluster_size;
    options.min_samples = min_samples;
    options.ties = ties;
    options.threads = 2;
    return options;
}

ErrorKind kind_of_error(NeighborSearch search, Neighbors lists, const ClusterOptions& options) {
    try {
        (void)build_hierarchy(std::move(search), std::move(lists), options);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

std::string stage_names(const EngineReport& report) {
    std::string names;
    for (const EngineStage& stage : report.stages)
        names += stage.name + ' ';
    return names;
}

}  // namespace

TEST(Hierarchy, OfEveryCutIsThatOfAClusteringWithItsOptions) {
    for (const auto shape : testing::kShapes) {
        for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
            const Matrix matrix = random_vectors(260, 4, shape, 31);
            const Hierarchy hierarchy =
                build_hierarchy(prepare(matrix.view(), Metric::cosine), options_with(5, 4, ties));
            for (const int size : {3, 5, 12}) {
                ClusterOptions options = options_with(size, 4, ties);
                expect_equal(cut(hierarchy, options), cluster(matrix.view(), options));
                options.method = SelectionMethod::leaf;
                options.cluster_selection_epsilon = 0.01;
                expect_equal(cut(hierarchy, options), cluster(matrix.view(), options));
            }
        }
    }
}

TEST(Hierarchy, OutlivesItsRowsAndGivesItsPartsToTheLastCut) {
    Hierarchy hierarchy;
    const Matrix matrix = random_vectors(200, 3, Shape::gaussian, 5);
    {
        const Matrix rows = random_vectors(200, 3, Shape::gaussian, 5);
        hierarchy = build_hierarchy(prepare(rows.view(), Metric::euclidean), options_with(4, 4));
    }
    ClusterOptions options = options_with(4, 4);
    options.metric = Metric::euclidean;
    expect_equal(cut(std::move(hierarchy), options), cluster(matrix.view(), options));
}

TEST(Hierarchy, DoesNotDependOnTheLengthOfTheLists) {
    const Matrix matrix = random_vectors(300, 4, Shape::copies, 8);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const ClusterOptions options = options_with(5, 4);
    const Clustering expected = cluster(matrix.view(), options);
    for (const std::size_t k : {4UL, 5UL, 15UL, 60UL}) {
        NeighborSearch search(rows, k, 2);
        Neighbors lists = search.lists(k);
        expect_equal(cut(build_hierarchy(std::move(search), std::move(lists), options), options), expected);
    }
}

TEST(Hierarchy, IsTheSameWithTheFilterAtWork) {
    const Matrix matrix = random_vectors(2500, 70, Shape::copies, 6);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    NeighborSearch search(rows, 15, 2);
    Neighbors lists = search.lists(15);
    const ClusterOptions options = options_with(5, 5);
    const Clustering found = cut(build_hierarchy(std::move(search), std::move(lists), options), options);
    expect_equal(found, cluster(rows, options));
    EXPECT_TRUE(verify(rows, found, options).holds());
}

TEST(Hierarchy, RefusesListsThatAreTooShortOrNotThoseOfItsRows) {
    const Matrix matrix = random_vectors(100, 4, Shape::gaussian, 8);
    const Matrix fewer = random_vectors(40, 4, Shape::gaussian, 8);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const Neighbors short_lists = find_neighbors(rows, 6);
    EXPECT_EQ(kind_of_error(NeighborSearch(rows, 6), short_lists, options_with(7, {})), ErrorKind::usage);
    const Neighbors of_others = find_neighbors(prepare(fewer.view(), Metric::cosine), 10);
    EXPECT_EQ(kind_of_error(NeighborSearch(rows, 10), of_others, options_with(7, {})), ErrorKind::usage);
    EXPECT_EQ(kind_of_error(NeighborSearch(rows, 6), short_lists, options_with(1, 2)), ErrorKind::usage);
    EXPECT_GE(suitable_k(rows, options_with(7, 20)), 20U);
}

TEST(Hierarchy, NamesItsStagesOnceAndACutAddsToTheLast) {
    const Matrix matrix = random_vectors(100, 4, Shape::gaussian, 8);
    const Hierarchy hierarchy = build_hierarchy(prepare(matrix.view(), Metric::cosine), options_with(5, {}));
    EXPECT_EQ(stage_names(hierarchy.report), "prepare index neighbors spanning_tree hierarchy ");
    EXPECT_EQ(stage_names(cut(hierarchy, options_with(5, {})).report), stage_names(hierarchy.report));
    EXPECT_FALSE(hierarchy.report.target.empty());
}

TEST(Hierarchy, OfOneRowHasNoMerge) {
    const float row[] = {1, 2};
    const Hierarchy hierarchy = build_hierarchy(prepare({row, 1, 2}, Metric::cosine), options_with(5, {}));
    EXPECT_EQ(hierarchy.dendrogram.nodes(), 1U);
    EXPECT_EQ(cut(hierarchy, options_with(5, {})).labels, std::vector<std::int32_t>{-1});
}

TEST(PreparedRows, ServeSummariesAndVerificationAsTheVectorsDo) {
    const Matrix matrix = random_vectors(300, 5, Shape::copies, 4);
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        ClusterOptions options = options_with(5, 3);
        options.metric = metric;
        const PreparedRows rows = prepare(matrix.view(), metric, {}, 2);
        const Clustering found = cluster(rows, options);
        expect_equal(found, cluster(matrix.view(), options));
        EXPECT_TRUE(verify(rows, found, options).holds());
        const auto summaries = summarize(rows, found.labels, 2);
        const auto expected = summarize(matrix.view(), found.labels, metric);
        ASSERT_EQ(summaries.size(), expected.size());
        for (std::size_t label = 0; label < expected.size(); ++label) {
            EXPECT_EQ(summaries[label].centroid, expected[label].centroid);
            EXPECT_EQ(summaries[label].representatives, expected[label].representatives);
        }
    }
}

TEST(PreparedRows, OfAMatrixOfDistancesHaveNoSummaries) {
    const double distances[] = {0, 1, 1, 0};
    const PreparedRows rows = prepare(DistanceMatrixView{distances, 2});
    const std::int32_t labels[] = {0, 0};
    EXPECT_THROW((void)summarize(rows, labels), Error);
    EXPECT_THROW((void)verify(rows, cluster(rows, options_with(2, 1)), options_with(2, 1)), Error);
}

}  // namespace asterism
