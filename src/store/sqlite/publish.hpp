/// Publishing: everything a run changes, in one transaction.
///
/// Who reads at any moment sees the last published result or this one. The write lock is taken before the matcher looks
/// at the last published run, so no other publish can come between the look and the commit; ids come from the counter
/// row inside the same transaction, so a publish that fails burns none.
#pragma once

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// See Publication::publish. Error{lease} when another publish is under way, Error{data} without a usable row.
[[nodiscard]] PublishReport publish(Session& session, RunId run, const RunResult& result, const ClusterMatcher& match,
                                    const MetadataSettler& settle);

/// See Publication::published_assignments.
/// See Publication::add_to_published.
[[nodiscard]] std::optional<AddReport> add_to_published(Session& session, RunId run, const Assignments& rows,
                                                        std::span<const ClusterId> cluster_ids);
[[nodiscard]] PublishedAssignments published_assignments(Session& session);

}  // namespace asterism::store::sqlite
