/// Which cluster of the last published run each new cluster continues, so that it keeps its id, and what became of all
/// of them.
///
/// Rule: label L continues cluster C when their Jaccard overlap |L and C| / |L or C| exceeds 0.5, both counted over
/// articles that count in both runs. At most one label can pass for a cluster, and one cluster for a label, since
/// disjoint sets cannot each cover more than half of the same set; so the result needs no tie rule.
/// Events: per label born or continued, then what died, by id. Sizes are of all articles, what is shared of those that
/// count.
/// Stories and themes are matched by the same rule, each with those of its layer; what becomes of them is no event.
/// Complexity: O(m log n) for m old and n new articles. Determinism: independent of the order of the old articles.
#pragma once

#include <cstdint>
#include <span>

#include "store/records.hpp"

namespace asterism::pipeline {

/// Whether a row that came to its assignment so counts.
using RowFilter = bool (*)(store::How how);
/// All rows but the rejected ones.
[[nodiscard]] bool took_part(store::How how);
/// What a run goes by: rows that its algorithm put into a cluster or left out. Attached and incremental ones follow the
/// clusters, and so never decide which of them goes on.
[[nodiscard]] bool decides_lineage(store::How how);

/// The matcher for one new run. `ids` ascend; `counts` is asked about the rows of both runs. The arguments are borrowed
/// and must outlive the returned function.
[[nodiscard]] store::ClusterMatcher match_by_overlap(const ArticleIds& ids, std::span<const std::int32_t> labels,
                                                     std::span<const store::How> how, std::int32_t label_count,
                                                     RowFilter counts = took_part);

/// The same for a run that is about to be published, and for its stories and themes: by the rows that decide lineage.
/// Borrows the result.
[[nodiscard]] store::ClusterMatcher match_run(const store::RunResult& result);

}  // namespace asterism::pipeline
