/// Counts equal pieces of work that many threads do, and tells the observer at most some 256 times.
#pragma once

#include <atomic>
#include <cstddef>

#include "asterism/observer.hpp"

namespace asterism {

class Progress {
 public:
    /// The observer must outlive this.
    Progress(Observer& observer, std::size_t total) : observer_(observer), total_(total) {}

    /// One more piece is done. Thread safety: from any thread.
    void step() {
        const std::size_t now = ++done_;
        if (now * 256 / total_ != (now - 1) * 256 / total_) observer_.progress(now, total_);
    }

 private:
    Observer& observer_;
    std::size_t total_;
    std::atomic<std::size_t> done_{0};
};

}  // namespace asterism
