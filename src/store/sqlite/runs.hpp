/// The record of runs: begun, failed, stored without publishing, listed.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

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
/// Row i for insert_assignment, whose first parameter is the run. Ids: per label and per story; empty: no clusters yet.
void bind_assignment(Statement& insert, const Assignments& rows, std::size_t i, std::span<const ClusterId> cluster_ids,
                     std::span<const ClusterId> story_ids);
void store_run(Session& session, RunId run, const RunResult& result, RunStatus status, const PublishReport& published);

}  // namespace asterism::store::sqlite
