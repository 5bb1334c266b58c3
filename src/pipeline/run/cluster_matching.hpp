/// Which cluster of the last published run each new cluster continues, so that it keeps its id.
///
/// Rule: label L continues cluster C when their Jaccard overlap |L and C| / |L or C| exceeds 0.5, both counted over
/// articles that took part in both runs. At most one label can pass for a cluster, and one cluster for a label, since
/// disjoint sets cannot each cover more than half of the same set; so the result needs no tie rule.
/// Complexity: O(m log n) for m old and n new articles. Determinism: independent of the order of the old articles.
#pragma once

#include <cstdint>
#include <span>

#include "store/records.hpp"

namespace asterism::pipeline {

/// The matcher for one new run. `ids` ascend; rejected rows do not count as having taken part. The arguments are
/// borrowed and must outlive the returned function.
[[nodiscard]] store::ClusterMatcher match_by_overlap(const ArticleIds& ids, std::span<const std::int32_t> labels,
                                                     std::span<const store::How> how, std::int32_t label_count);

}  // namespace asterism::pipeline
