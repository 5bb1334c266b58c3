#include "cli/time_left.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/run/preflight.hpp"

namespace asterism::cli {
namespace {

constexpr double kLeastSeconds = 1.0;      // before that there is no estimate,
constexpr double kLeastShare = 0.05;       // nor before this share of the plan is done
constexpr double kLeastStageShare = 0.05;  // from here on a stage is judged by itself

}  // namespace

void TimeLeft::plan(std::span<const PlannedStage> stages) {
    *this = TimeLeft();
    for (const PlannedStage& stage : stages)
        stages_.push_back({std::string(stage.name), std::max(0.0, stage.seconds)});
    current_ = stages_.size();
}

void TimeLeft::stage(std::string_view name, double now) {
    if (inside() && stages_[current_].name == name) return;  // it goes on: whoever does a part of it says so too
    if (inside()) {
        expected_done_ += stages_[current_].expected;
        took_ += std::max(0.0, now - began_);
    }
    const auto found = std::ranges::find(stages_, name, &Stage::name);
    current_ = static_cast<std::size_t>(found - stages_.begin());
    began_ = now;
    passed_ = share_ = 0;
}

void TimeLeft::progress(double share, double now) {
    share_ = std::clamp(share, 0.0, 1.0);
    passed_ = std::max(0.0, now - began_);
}

std::optional<double> TimeLeft::seconds() const {
    if (!inside()) return std::nullopt;
    const double expected = stages_[current_].expected;
    double later = 0, all = expected_done_ + expected;
    for (std::size_t s = current_ + 1; s < stages_.size(); ++s)
        later += stages_[s].expected;
    all += later;
    const double done = expected_done_ + share_ * expected;
    const double took = took_ + passed_;
    if (took < kLeastSeconds || done < kLeastShare * all || done <= 0) return std::nullopt;
    const double pace = took / done;
    const bool known = share_ >= kLeastStageShare && expected > 0;
    const double rest_of_stage =
        known ? passed_ * (1 - share_) / share_ : std::max(0.0, expected * (1 - share_) * pace);
    return rest_of_stage + later * pace;
}

std::string time_left_text(std::optional<double> seconds) {
    if (!seconds) return "";
    double rounded = std::max(1.0, std::ceil(*seconds));
    if (rounded > 10) rounded = std::ceil(rounded / 5) * 5;
    return fmt::format("about {} left", pipeline::rough_duration(rounded));
}

}  // namespace asterism::cli
