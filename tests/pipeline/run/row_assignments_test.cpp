#include "pipeline/run/row_assignments.hpp"

#include <gmock/gmock.h>

namespace asterism::pipeline {
namespace {

using store::How;
using testing::ElementsAre;

RowClusters clustering_of(std::vector<std::int32_t> labels) {
    RowClusters clusters;
    clusters.labels = std::move(labels);
    for (const std::int32_t label : clusters.labels) {
        clusters.probabilities.push_back(label < 0 ? 0.0 : 0.5 + label);
        clusters.outlier_scores.push_back(0.25);
        clusters.how.push_back(label < 0 ? How::noise : How::density);
    }
    return clusters;
}

template <class Id>
std::vector<Id> column(const ArticleIds& ids) {
    std::vector<Id> values;
    for (std::size_t i = 0; i < ids.size(); ++i)
        values.push_back(std::get<Id>(ids[i]));
    return values;
}

}  // namespace

TEST(RowAssignments, rejected_rows_stand_among_the_others_by_id) {
    ArticleIds ids;
    for (const std::int64_t id : {3, 5, 9})
        ids.push_back(id);
    const std::vector<store::RejectedRow> rejected{{std::int64_t{10}, store::Rejection::zero_norm},
                                                   {std::int64_t{-1}, store::Rejection::not_finite},
                                                   {std::int64_t{4}, store::Rejection::null_vector}};
    const auto rows = row_assignments(ids, clustering_of({0, -1, 1}), rejected);
    EXPECT_THAT(column<std::int64_t>(rows.ids), ElementsAre(-1, 3, 4, 5, 9, 10));
    EXPECT_THAT(rows.labels, ElementsAre(-1, 0, -1, -1, 1, -1));
    EXPECT_THAT(rows.how,
                ElementsAre(How::rejected, How::density, How::rejected, How::noise, How::density, How::rejected));
    EXPECT_THAT(rows.probabilities, ElementsAre(0, 0.5, 0, 0, 1.5, 0));
    EXPECT_THAT(rows.outlier_scores, ElementsAre(0, 0.25, 0, 0.25, 0.25, 0));
    EXPECT_THAT(rows.start_labels, ElementsAre(-1, -1, -1, -1, -1, -1)) << "density has none";
    EXPECT_THAT(rows.stories, ElementsAre(-1, -1, -1, -1, -1, -1));

    RowClusters topics = clustering_of({0, -1, 1});
    topics.start_labels = {0, 2, 1};
    topics.layers.stories = {1, -1, 0};
    EXPECT_THAT(row_assignments(ids, topics, rejected).stories, ElementsAre(-1, 1, -1, -1, 0, -1));
    EXPECT_THAT(row_assignments(ids, topics, rejected).start_labels, ElementsAre(-1, 0, -1, 2, 1, -1));
}

TEST(RowAssignments, ids_that_are_texts_go_by_their_bytes) {
    ArticleIds ids(IdType::text);
    for (const char* id : {"a", "c"})
        ids.push_back(std::string_view(id));
    const std::vector<store::RejectedRow> rejected{{std::string("b"), store::Rejection::zero_norm},
                                                   {std::string("B"), store::Rejection::zero_norm}};
    const auto rows = row_assignments(ids, clustering_of({0, 0}), rejected);
    EXPECT_THAT(column<std::string>(rows.ids), ElementsAre("B", "a", "b", "c"));
    EXPECT_EQ(row_assignments(ids, clustering_of({0, 0}), {}).size(), 2U);
}

}  // namespace asterism::pipeline
