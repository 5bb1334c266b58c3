/// The record of runs: begun, failed, stored without publishing, listed.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

[[nodiscard]] RunId begin_run(Session& session, const RunStart& start);
void fail_run(Session& session, RunId run, std::string_view message);
void store_dry_run(Session& session, RunId run, const RunResult& result);

[[nodiscard]] std::vector<RunInfo> runs(Session& session, std::size_t limit);
[[nodiscard]] StoreStatus status(Session& session);

/// Inside the current transaction. Error{usage} when it is not there.
[[nodiscard]] RunInfo find_run(Session& session, RunId run);

/// Parts of storing a run, inside the current transaction. Error{usage} when the run is not there or not in one of the
/// states `allowed`. `published`: its ids and metadata per label; empty for a run that is not published.
void require_open_run(Session& session, RunId run, std::span<const RunStatus> allowed);
/// Into the table that the statement stage_run makes. Ids: per label and per story; empty: no clusters yet.
void stage_assignments(Session& session, const Assignments& rows, std::span<const ClusterId> cluster_ids,
                       std::span<const ClusterId> story_ids);
void store_run(Session& session, RunId run, const RunResult& result, RunStatus status, const PublishReport& published);

}  // namespace asterism::store::postgres
