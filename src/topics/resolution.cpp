#include "topics/resolution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

#include "base/threads.hpp"
#include "topics/consensus.hpp"

namespace asterism::topics {
namespace {

constexpr std::size_t kRungs = std::size(kLadder);
constexpr int kMostHalvings = 12;

/// Remembers the nearest of what was tried.
class Tries {
 public:
    Tries(const CountAt& count_at, std::uint32_t wanted, double tolerance)
        : count_at_(count_at), wanted_(wanted), tolerance_(tolerance) {}

    std::int64_t miss_at(Thousandths resolution) {
        const auto miss = static_cast<std::int64_t>(count_at_(resolution)) - wanted_;
        falls_ = miss < last_miss_ && miss < 0 ? falls_ + 1 : 0;
        last_miss_ = miss;
        if (nearest_ == 0 || std::abs(miss) < std::abs(nearest_miss_)) {
            nearest_ = resolution;
            nearest_miss_ = miss;
        }
        return miss;
    }
    [[nodiscard]] bool good() const {
        return static_cast<double>(std::abs(nearest_miss_)) <= tolerance_ * static_cast<double>(wanted_);
    }
    [[nodiscard]] Thousandths nearest() const { return nearest_; }
    /// How often in a row the count fell and was too small.
    [[nodiscard]] int falls() const { return falls_; }

 private:
    const CountAt& count_at_;
    std::int64_t wanted_;
    double tolerance_;
    Thousandths nearest_ = 0;
    std::int64_t nearest_miss_ = 0;
    std::int64_t last_miss_ = std::numeric_limits<std::int64_t>::min();
    int falls_ = 0;
};

Thousandths coarser(Thousandths resolution, double factor) {
    return std::max<Thousandths>(1, static_cast<Thousandths>(static_cast<double>(resolution) / factor));
}
Thousandths finer(Thousandths resolution, double factor) {
    return std::min(kFinest, static_cast<Thousandths>(static_cast<double>(resolution) * factor) + 1);
}
Thousandths between(Thousandths low, Thousandths high) {
    return static_cast<Thousandths>(std::sqrt(static_cast<double>(low) * static_cast<double>(high)));
}

}  // namespace

Chosen finest_sure(const WeightedGraph& graph, std::span<const std::uint32_t> copies, int threads,
                   const Observer& observer, const std::function<void()>& ended) {
    std::array<Partition, kRungs> runs;
    std::array<std::uint64_t, kRungs> sure{};
    parallel_for(kRungs, threads, observer, [&](std::size_t rung, int) {
        runs[rung] = single_run(graph, kLadder[rung], 0, observer);
        ended();
    });
    for (std::size_t rung = 0; rung < kRungs; ++rung)
        sure[rung] = count_sure(certainties(graph, runs[rung], threads, observer), copies, least_share(0.5));
    std::size_t chosen = 0;
    for (std::size_t rung = 0; rung < kRungs; ++rung) {
        if (sure[rung] * 100 >= sure[0] * 95) chosen = rung;
    }
    return {kLadder[chosen], std::move(runs[chosen])};
}

Thousandths search_resolution(const CountAt& count_at, std::uint32_t wanted, double tolerance, Thousandths start,
                              double factor) {
    Tries tries(count_at, wanted, tolerance);
    Thousandths low = 0;   // gives too few; 0: none found yet
    Thousandths high = 0;  // gives too many
    Thousandths at = start;
    for (int halvings = 0; halvings <= kMostHalvings && tries.falls() < 2; halvings += low > 0 && high > 0 ? 1 : 0) {
        const std::int64_t miss = tries.miss_at(at);
        if (tries.good()) break;
        (miss < 0 ? low : high) = at;
        const Thousandths next = low == 0 ? coarser(at, factor) : high == 0 ? finer(at, factor) : between(low, high);
        if (next == low || next == high) break;
        at = next;
    }
    return tries.nearest();
}

}  // namespace asterism::topics
