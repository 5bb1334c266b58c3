#include "pipeline/run/row_clusters.hpp"

#include <gmock/gmock.h>

namespace asterism::pipeline {
namespace {

using store::How;
using testing::ElementsAre;

/// Rows 1 and 4 are noise to density.
RowClusters two_clusters() {
    Clustering clustering;
    clustering.labels = {0, -1, 1, 0, -1};
    clustering.probabilities = {1, 0, 0.5, 1, 0};
    clustering.outlier_scores = {0, 0.75, 0, 0, 0.5};
    clustering.persistence = {0.25, 0.5};
    return row_clusters(std::move(clustering));
}

TEST(RowClusters, density_and_noise_say_how_a_row_came_to_its_label) {
    const RowClusters clusters = two_clusters();
    EXPECT_THAT(clusters.how, ElementsAre(How::density, How::noise, How::density, How::density, How::noise));
    EXPECT_THAT(clusters.sizes(), ElementsAre(2, 1));
    EXPECT_EQ(clusters.core_labels(), clusters.labels);
}

TEST(RowClusters, topics_bring_their_certainty) {
    Topics topics;
    topics.labels = {0, -1};
    topics.probabilities = {0.75, 0};
    topics.outlier_scores = {0.25, 0.625};
    topics.persistence = {0.5};
    const RowClusters clusters = row_clusters(std::move(topics));
    EXPECT_THAT(clusters.how, ElementsAre(How::topic, How::noise));
    EXPECT_THAT(clusters.outlier_scores, ElementsAre(0.25, 0.625));
    EXPECT_THAT(clusters.core_labels(), ElementsAre(0, -1));
}

TEST(RowClusters, attached_rows_count_as_members_and_carry_nothing) {
    RowClusters clusters = two_clusters();
    take_in(
        clusters,
        {.labels = {0, 1, 1, 0, -1}, .claims = {1, 0.625, 1, 1, 0.25}, .attached = {false, true, false, false, false}});
    EXPECT_THAT(clusters.labels, ElementsAre(0, 1, 1, 0, -1));
    EXPECT_THAT(clusters.probabilities, ElementsAre(1, 0.625, 0.5, 1, 0))
        << "a claim that did not attach shows nowhere";
    EXPECT_THAT(clusters.outlier_scores, ElementsAre(0, 0.75, 0, 0, 0.5)) << "as density said";
    EXPECT_THAT(clusters.sizes(), ElementsAre(2, 2));
    EXPECT_THAT(clusters.core_labels(), ElementsAre(0, -1, 1, 0, -1)) << "the plain labels";
    clusters.layers.themes = {1, 0};
    EXPECT_THAT(clusters.core_themes(), ElementsAre(1, -1, 0, 1, -1));
    EXPECT_EQ(clusters.count(How::attached), 1);
    EXPECT_EQ(clusters.count(How::noise), 1);
}

}  // namespace
}  // namespace asterism::pipeline
