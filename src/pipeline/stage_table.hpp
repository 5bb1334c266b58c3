/// The stages of a run as they happen: announced, timed, logged, and kept for the run's metrics.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "asterism/observer.hpp"
#include "base/resources.hpp"

namespace asterism::pipeline {

struct StageUse {
    std::string name;
    ResourceUse use;  ///< wall and CPU of this stage; peak of the process up to its end
};

class StageTable {
 public:
    /// `observer` may be null and must outlive the table.
    explicit StageTable(Observer* observer) : observer_(observer) {}

    /// Runs `work` as the stage `name` and returns what it returns; an exception leaves no entry.
    /// Error{interrupted} before the stage begins, when the observer has cancelled.
    template <class Work>
    auto run(std::string_view name, Work&& work) {
        begin(name);
        const StageTimer timer;
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            end(name, timer.elapsed());
        } else {
            auto result = work();
            end(name, timer.elapsed());
            return result;
        }
    }

    [[nodiscard]] const std::vector<StageUse>& stages() const { return stages_; }

 private:
    void begin(std::string_view name) const;
    void end(std::string_view name, const ResourceUse& use);

    Observer* observer_;
    std::vector<StageUse> stages_;
};

}  // namespace asterism::pipeline
