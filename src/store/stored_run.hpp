/// From the record of a run to its result, the same in every store.
#pragma once

#include "asterism/error.hpp"
#include "store/command_form.hpp"
#include "store/records.hpp"

namespace asterism::store {

/// Error{usage}: there is no such run.
[[nodiscard]] Error no_run(RunId run, const CommandForm& commands);

/// What the record says; its clusters and assignments are the caller's to read. Error{usage} for a run that has none.
[[nodiscard]] StoredRun stored_run(RunInfo info, const CommandForm& commands);

}  // namespace asterism::store
