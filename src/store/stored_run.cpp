#include "store/stored_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace asterism::store {

Error no_run(RunId run, const CommandForm& commands) {
    return {ErrorKind::usage, fmt::format("there is no run {}; those that are: {}", run, commands.told("runs"))};
}

void require_allowed(RunId run, RunStatus status, std::span<const RunStatus> allowed) {
    if (std::ranges::find(allowed, status) != allowed.end()) return;
    throw Error(ErrorKind::usage,
                fmt::format("run {} is {}, so nothing can be stored for it; start a new run", run, to_string(status)));
}

void require_usable_rows(const Assignments& rows, const CommandForm& commands) {
    const auto usable = [](How how) { return how != How::rejected && how != How::excluded; };
    if (std::ranges::none_of(rows.how, usable))
        throw Error(ErrorKind::data, "no article has a usable vector, so nothing is published; this makes vectors: " +
                                         commands.told("embed"));
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
