/// How much longer a clustering will take: the preflight's plan, corrected by what its stages really took so far.
///
/// Each stage of the plan has expected seconds. What is done of them, set against the seconds that passed, gives the
/// pace; the current stage goes on at its own pace once enough of it is done, all later ones at the pace so far. No
/// estimate is given before a second has passed and a twentieth of the plan is done, nor outside the plan.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/observer.hpp"

namespace asterism::cli {

/// `now`: seconds since any fixed moment. Thread safety: none.
class TimeLeft {
 public:
    void plan(std::span<const PlannedStage> stages);
    void stage(std::string_view name, double now);
    /// `share`: done of the current stage, 0 to 1.
    void progress(double share, double now);
    /// Of the whole plan, never negative.
    [[nodiscard]] std::optional<double> seconds() const;

 private:
    struct Stage {
        std::string name;
        double expected;
    };
    [[nodiscard]] bool inside() const { return current_ < stages_.size(); }

    std::vector<Stage> stages_;
    std::size_t current_ = 0;   ///< stages_.size() outside the plan
    double began_ = 0;          ///< when the current stage did
    double passed_ = 0;         ///< in it, at its last progress
    double share_ = 0;          ///< done of it
    double expected_done_ = 0;  ///< of the stages before it
    double took_ = 0;           ///< what they took
};

/// "about 35 s left": rounded up so far that it does not change with every look. Empty without an estimate.
[[nodiscard]] std::string time_left_text(std::optional<double> seconds);

}  // namespace asterism::cli
