/// One stage of a computation: named to the observer when it begins, timed into the report when it ends.
#pragma once

#include "asterism/observer.hpp"
#include "asterism/report.hpp"
#include "base/resources.hpp"
#include "base/threads.hpp"

namespace asterism {

/// A stage of the name that the report ends with goes on with that one. Both arguments must outlive this.
class Stage {
 public:
    /// Error{interrupted} when the observer has cancelled.
    Stage(const char* name, Observer& observer, EngineReport& report) : stages_(report.stages) {
        stop_if_cancelled(observer);
        if (!stages_.empty() && stages_.back().name == name) return;
        observer.stage(name);
        stages_.push_back({name, 0, 0});
    }
    ~Stage() {
        const ResourceUse use = timer_.elapsed();
        stages_.back().wall_s += use.wall_s;
        stages_.back().cpu_s += use.cpu_s;
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

 private:
    std::vector<EngineStage>& stages_;
    StageTimer timer_;
};

}  // namespace asterism
