/// The stages of a fit: named to the observer, timed for the report.
#pragma once

#include "asterism/cluster.hpp"
#include "base/resources.hpp"
#include "base/threads.hpp"

namespace asterism {

class Stages {
 public:
    explicit Stages(Observer& observer) : observer_(observer) {}
    [[nodiscard]] Observer& observer() { return observer_; }
    [[nodiscard]] EngineReport& report() { return report_; }
    /// Error{interrupted} between two stages.
    void begin(const char* name) {
        end();
        stop_if_cancelled(observer_);
        observer_.stage(name);
        report_.stages.push_back({name, 0, 0});
        timer_ = StageTimer();
    }
    void end() {
        if (report_.stages.empty()) return;
        const ResourceUse use = timer_.elapsed();
        report_.stages.back().wall_s = use.wall_s;
        report_.stages.back().cpu_s = use.cpu_s;
    }

 private:
    Observer& observer_;
    EngineReport report_;
    StageTimer timer_;
};

}  // namespace asterism
