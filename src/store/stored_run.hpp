/// What holds of a run's record and its result in every store.
#pragma once

#include <span>

#include "asterism/error.hpp"
#include "store/command_form.hpp"
#include "store/records.hpp"

namespace asterism::store {

/// Error{usage}: there is no such run.
[[nodiscard]] Error no_run(RunId run, const CommandForm& commands);

/// Error{usage} unless a run of this status may be stored.
void require_allowed(RunId run, RunStatus status, std::span<const RunStatus> allowed);

/// Error{data} when every row was rejected: nothing may be published.
void require_usable_rows(const Assignments& rows, const CommandForm& commands);

/// What the record says; its clusters and assignments are the caller's to read. Error{usage} for a run that has none.
[[nodiscard]] StoredRun stored_run(RunInfo info, const CommandForm& commands);

}  // namespace asterism::store
