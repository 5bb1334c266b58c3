/// What a clustering says of every row that was read.
#pragma once

#include <span>

#include "pipeline/run/row_clusters.hpp"
#include "store/assignments.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// Usable and rejected rows together, in id order. `ids` ascend and are those of the clustered rows.
[[nodiscard]] store::Assignments row_assignments(const ArticleIds& ids, const RowClusters& clusters,
                                                 std::span<const store::RejectedRow> rejected);

}  // namespace asterism::pipeline
