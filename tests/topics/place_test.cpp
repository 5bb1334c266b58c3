#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace {

using testing::groups_of_rows;
using testing::rows_in_order;

std::vector<double> certainties_of(const Topics& topics) {
    std::vector<double> certainties;
    for (const double score : topics.outlier_scores)
        certainties.push_back(1 - score);
    return certainties;
}

/// Every fifth row of the groups held back from a run over the others.
class Held {
 public:
    explicit Held(Metric metric) : all_(groups_of_rows(12, 50, 30, 1, 500)) {
        for (std::uint32_t row = 0; row < all_.rows(); ++row)
            (row % 5 == 0 ? held : rest).push_back(row);
        run = rows_in_order(all_, rest);
        news = rows_in_order(all_, held);
        rows = prepare(run.view(), metric);
        topics = find_topics(neighbor_graph(rows, find_neighbors(rows, kGraphNeighbors)), {});
        certainties = certainties_of(topics);
    }
    [[nodiscard]] RunPlaces places() const { return {topics.labels, topics.start_labels, certainties}; }
    [[nodiscard]] Placement placed(MatrixView some, const PlaceOptions& options = {}) const {
        return place(NeighborSearch(rows, kGraphNeighbors), places(), some, options);
    }
    /// The label of a row of the run.
    [[nodiscard]] std::int32_t label(std::uint32_t row) const {
        return topics.labels[static_cast<std::size_t>(std::find(rest.begin(), rest.end(), row) - rest.begin())];
    }

    std::vector<std::uint32_t> held, rest;
    Matrix run, news;
    PreparedRows rows;
    Topics topics;
    std::vector<double> certainties;

 private:
    Matrix all_;
};

}  // namespace

TEST(Place, PutsRowsWhereTheirLikeAre) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        const Held held(metric);
        const Placement placement = held.placed(held.news.view());
        int placed = 0;
        for (std::size_t i = 0; i < held.held.size(); ++i) {
            EXPECT_EQ(placement.labels[i] >= 0, placement.claims[i] >= 0.5);
            if (placement.labels[i] < 0 || held.held[i] >= 600) continue;
            ++placed;
            EXPECT_EQ(placement.labels[i], held.label(held.held[i] + 1));  // of the same group
        }
        EXPECT_GE(placed, 110) << "of 120 rows in groups";
    }
}

TEST(Place, DoesNotDependOnWhatElseIsPlacedOrOnThreads) {
    const Held held(Metric::euclidean);
    const Placement together = held.placed(held.news.view());
    for (std::size_t i = 0; i < held.held.size(); ++i) {
        PlaceOptions options;
        options.threads = static_cast<int>(1 + i % 3);
        const Placement alone = held.placed({held.news.view().row(i), 1, held.news.cols()}, options);
        EXPECT_EQ(alone.labels[0], together.labels[i]);
        EXPECT_EQ(alone.start_labels[0], together.start_labels[i]);
        EXPECT_EQ(alone.claims[0], together.claims[i]);
    }
    EXPECT_TRUE(held.placed({nullptr, 0, held.news.cols()}).labels.empty());
}

TEST(Place, GivesACopyWhatTheRowHas) {
    const Held held(Metric::cosine);
    const Placement placement = held.placed(held.run.view());
    EXPECT_EQ(placement.labels, held.topics.labels);
    EXPECT_EQ(placement.start_labels, held.topics.start_labels);
    EXPECT_EQ(placement.claims, held.certainties);
}

TEST(Place, IsTheWeightedMeanOfTheNeighborsCertainties) {
    // Three rows of the run, all of them neighbours; the new row lies at 1, 2 and 3 from them.
    Matrix run(1);
    for (const float x : {1.0F, -2.0F, 3.0F})
        *run.add_row() = x;
    const float zero = 0.0F;
    const PreparedRows rows = prepare(run.view(), Metric::euclidean);
    const std::vector<std::int32_t> labels{4, 7, -1};
    const std::vector<std::int32_t> start{4, 7, 9};
    const std::vector<double> certainties{0.75, 1.0, 0.25};
    const NeighborSearch search(rows, kGraphNeighbors);
    const Placement placement = place(search, {labels, start, certainties}, {&zero, 1, 1}, {});
    // The strengths are 1, s and s^2 with 1 + s + s^2 = log2(3).
    const double s = (-1 + std::sqrt(1 + 4 * (std::log2(3.0) - 1))) / 2;
    EXPECT_EQ(placement.start_labels[0], 4);
    EXPECT_EQ(placement.labels[0], -1);
    EXPECT_NEAR(placement.claims[0], 0.75 / (1 + s + s * s), 1e-5);
    PlaceOptions options;
    options.floor = 0.4;
    EXPECT_EQ(place(search, {labels, start, certainties}, {&zero, 1, 1}, options).labels[0], 4);
}

TEST(Place, LeavesOutWhereNothingClaims) {
    const Held held(Metric::euclidean);
    const std::vector<std::int32_t> none(held.run.rows(), -1);
    const std::vector<double> zero(held.run.rows(), 0.0);
    PlaceOptions options;
    options.floor = 0;
    const NeighborSearch search(held.rows, kGraphNeighbors);
    const Placement placement = place(search, {none, none, zero}, held.news.view(), options);
    EXPECT_EQ(placement.labels, std::vector<std::int32_t>(held.news.rows(), -1));
    EXPECT_EQ(placement.start_labels, std::vector<std::int32_t>(held.news.rows(), -1));
    // A topic that was dissolved has no label to give, however sure its rows are of it.
    const Placement dissolved = place(search, {none, held.topics.start_labels, held.certainties}, held.news.view(), {});
    EXPECT_EQ(dissolved.labels, std::vector<std::int32_t>(held.news.rows(), -1));
    EXPECT_GE(*std::max_element(dissolved.claims.begin(), dissolved.claims.end()), 0.5);
}

TEST(Place, RefusesWhatIsNotOfTheRun) {
    const Held held(Metric::euclidean);
    const NeighborSearch search(held.rows, kGraphNeighbors);
    RunPlaces short_run = held.places();
    short_run.certainties = short_run.certainties.first(5);
    EXPECT_THROW((void)place(search, short_run, held.news.view(), {}), Error);
    PlaceOptions options;
    options.floor = 2;
    EXPECT_THROW((void)place(search, held.places(), held.news.view(), options), Error);
    EXPECT_THROW((void)place(search, held.places(), {held.news.view().data, 1, 3}, {}), Error);
}

}  // namespace asterism
