#include "pipeline/stage_table.hpp"

#include "asterism/error.hpp"
#include "base/log.hpp"

namespace asterism::pipeline {

void StageTable::begin(std::string_view name) const {
    if (observer_ == nullptr) return;
    if (observer_->cancelled()) throw Error(ErrorKind::interrupted, "interrupted; nothing was published");
    observer_->stage(name);
}

void StageTable::end(std::string_view name, const ResourceUse& use) {
    if (observer_ != nullptr) observer_->progress(1, 1);
    stages_.push_back({std::string(name), use});
    log_info("{:<10} {:>8.2f} s wall {:>8.2f} s CPU {:>6} MiB peak", name, use.wall_s, use.cpu_s, use.peak_bytes >> 20);
}

}  // namespace asterism::pipeline
