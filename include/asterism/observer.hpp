/// How a long computation tells its caller where it is, and is asked to stop.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace asterism {

/// A stage that is to come, and what it is expected to take.
struct PlannedStage {
    std::string_view name;
    double seconds;
};

/// All calls may come from any worker thread. `progress` is called at most some hundred times a stage.
/// A computation that finds `cancelled()` true throws Error{interrupted} and leaves nothing behind.
class Observer {
 public:
    virtual ~Observer() = default;
    /// What lies ahead, in order, as soon as somebody can tell. Stages that are not named take unknown time.
    virtual void plan(std::span<const PlannedStage> stages) { (void)stages; }
    /// A stage begins ("prepare", "index", "neighbors", "spanning_tree", "hierarchy", ...).
    virtual void stage(std::string_view name) { (void)name; }
    /// `done` of `total` units of true work of the current stage (0 <= done <= total, never decreasing).
    virtual void progress(std::uint64_t done, std::uint64_t total) { (void)done, (void)total; }
    [[nodiscard]] virtual bool cancelled() const { return false; }
};

}  // namespace asterism
