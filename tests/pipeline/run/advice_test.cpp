#include "pipeline/run/advice.hpp"

#include <gmock/gmock.h>

namespace asterism::pipeline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// `noise` rows without a cluster, then clusters of these sizes.
RowClusters clusters_of(std::size_t noise, const std::vector<std::size_t>& sizes) {
    Clustering clustering;
    clustering.labels.assign(noise, -1);
    for (std::size_t label = 0; label < sizes.size(); ++label)
        clustering.labels.insert(clustering.labels.end(), sizes[label], static_cast<std::int32_t>(label));
    clustering.persistence.assign(sizes.size(), 0.5);
    return row_clusters(std::move(clustering));
}

TEST(Advice, half_noise_and_a_cluster_of_a_third_need_none) {
    EXPECT_THAT(advice(clusters_of(6, {3, 3}), {}, {}), IsEmpty());
    EXPECT_THAT(advice(clusters_of(3, {3, 3}), {}, {}), IsEmpty());
    EXPECT_THAT(advice(clusters_of(0, {}), {}, {}), IsEmpty());
}

TEST(Advice, mostly_noise_names_the_ways_out) {
    EXPECT_THAT(advice(clusters_of(70, {15, 15}), {}, {}),
                ElementsAre(AllOf(HasSubstr("70 % of the articles are noise"), HasSubstr("--attach 0.5"),
                                  HasSubstr("--method leaf"), HasSubstr("--algorithm topics"))));
}

TEST(Advice, so_does_one_large_cluster) {
    EXPECT_THAT(advice(clusters_of(40, {40, 20}), {}, {}),
                ElementsAre(AllOf(HasSubstr("one cluster holds 40 % of the articles"), HasSubstr("--method leaf"))));
    EXPECT_THAT(advice(clusters_of(51, {49}), {}, {}), testing::SizeIs(2));
}

TEST(Advice, what_is_in_use_is_not_advised) {
    ClusterOptions leaf;
    leaf.method = SelectionMethod::leaf;
    AlgorithmSettings attaching;
    attaching.attach = AttachOptions{};
    EXPECT_THAT(advice(clusters_of(70, {30}), leaf, attaching),
                ElementsAre(AllOf(Not(HasSubstr("--attach")), Not(HasSubstr("--method")), HasSubstr("--algorithm"))));
    AlgorithmSettings topics;
    topics.topics = TopicOptions{};
    EXPECT_THAT(advice(clusters_of(70, {30}), {}, topics),
                ElementsAre(AllOf(HasSubstr("--certainty"), HasSubstr("--resolution"), Not(HasSubstr("--method")))));
}

}  // namespace
}  // namespace asterism::pipeline
