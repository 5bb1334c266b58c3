/// When step 2 is due: every so often, counted from the start of the last published run.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/utc_time.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// "30m", "12h", "1d", "2w", "90s", or "hourly", "daily", "weekly". Error{usage} for anything else, for zero, and
/// beyond ten years.
[[nodiscard]] std::chrono::seconds parse_interval(std::string_view text);

/// When the next run is due; nullopt = now, because nothing was published yet.
///
/// A fiftieth of the interval is forgiven: a timer that fires daily at 03:00 starts now and then a second earlier than
/// the night before, and must not skip that night.
[[nodiscard]] std::optional<TimePoint> due_at(const std::optional<store::RunInfo>& last_published,
                                              std::chrono::seconds every);

[[nodiscard]] bool is_due(const std::optional<store::RunInfo>& last_published, std::chrono::seconds every,
                          TimePoint now);

}  // namespace asterism::pipeline
