/// Publishing: everything a run changes, in one transaction.
///
/// Who reads in one statement or snapshot sees the last published result or this one. A lock of the transaction, not of
/// the connection (those leak behind poolers), lets one publish through at a time. Ids come from the counter row inside
/// the same transaction, so a publish that fails burns none. A crash at any point can simply be run again. Labels that
/// people give meanwhile wait, or were there before: see metadata.hpp.
#pragma once

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::publish. Error{lease} when another publish is under way, Error{data} without a usable row.
[[nodiscard]] PublishReport publish(Session& session, RunId run, const RunResult& result, const ClusterMatcher& match,
                                    const MetadataSettler& settle);

/// See ReaderDBClient::published_assignments.
/// See Publication::add_to_published.
[[nodiscard]] std::optional<AddReport> add_to_published(Session& session, RunId run, const Assignments& rows,
                                                        std::span<const ClusterId> cluster_ids);
[[nodiscard]] PublishedAssignments published_assignments(Session& session);

}  // namespace asterism::store::postgres
