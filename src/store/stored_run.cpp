#include "store/stored_run.hpp"

#include <fmt/format.h>

#include <utility>

namespace asterism::store {

Error no_run(RunId run, const CommandForm& commands) {
    return {ErrorKind::usage, fmt::format("there is no run {}; those that are: {}", run, commands.told("runs"))};
}

StoredRun stored_run(RunInfo info, const CommandForm& commands) {
    if (info.status == RunStatus::running || info.status == RunStatus::failed)
        throw Error(ErrorKind::usage, fmt::format("run {} is {} and has no result; those that may: {}", info.id,
                                                  to_string(info.status), commands.told("runs")));
    StoredRun run;
    run.status = info.status;
    run.result.article_count = info.article_count;
    run.result.noise_count = info.noise_count;
    run.result.rejected_count = info.rejected_count;
    run.result.metrics = std::move(info.metrics);
    run.result.input_fingerprint = std::move(info.input_fingerprint);
    return run;
}

}  // namespace asterism::store
