#include "graph/claims.hpp"

#include <algorithm>
#include <optional>

#include "base/progress.hpp"
#include "base/threads.hpp"
#include "graph/free_nodes.hpp"

namespace asterism::graph {
namespace {

constexpr int kSteps = 30;
constexpr std::size_t kAhead = 6;  // edges whose shares are fetched early: they lie anywhere in memory
/// Of a node whose sums of weights times shares stay below 2^63.
constexpr std::int64_t kSmallDegree = std::int64_t{1} << 33;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::size_t kMostLabels = 32;  // of a block; 16 and 64 take half as long again, measured

/// Division of many numbers below 2^63 by one, some times as fast as the machine's: the product with floor((2^64 - 1) /
/// d) is the quotient or one less.
class Divisor {
 public:
    explicit Divisor(std::uint64_t divisor) : divisor_(divisor), inverse_(~std::uint64_t{0} / divisor) {}
    [[nodiscard]] std::uint64_t into(std::uint64_t number) const {
        const auto quotient = static_cast<std::uint64_t>((static_cast<UInt128>(number) * inverse_) >> 64);
        return quotient + (number - quotient * divisor_ >= divisor_ ? 1 : 0);
    }

 private:
    std::uint64_t divisor_;
    std::uint64_t inverse_;
};

/// One worker's walks towards the labels of a block.
class BlockWalk {
 public:
    BlockWalk(const FreeNodes& free, std::size_t width)
        : free_(free),
          width_(width),
          shares_(free.size() * width),
          next_(free.size() * width),
          reached_(free.size()),
          best_(free.size()) {}

    void run(std::int32_t first_label, const Observer& observer) {
        std::fill(shares_.begin(), shares_.end(), 0);
        std::fill(next_.begin(), next_.end(), 0);
        std::fill(reached_.begin(), reached_.end(), false);
        for (int s = 0; s < kSteps; ++s) {
            stop_if_cancelled(observer);
            step(first_label);
            shares_.swap(next_);
        }
        for (std::size_t v = 0; v < best_.size(); ++v) {
            for (std::size_t c = 0; c < width_; ++c)
                improve(best_[v], {first_label + static_cast<std::int32_t>(c), shares_[v * width_ + c]});
        }
    }
    /// Blocks come in any order, so ties are decided by label and not by time.
    static void improve(Claim& best, Claim claim) {
        if (claim.share == 0) return;
        if (claim.share > best.share || (claim.share == best.share && claim.label < best.label)) best = claim;
    }
    [[nodiscard]] std::span<const Claim> best() const { return best_; }

 private:
    void step(std::int32_t first_label) {
        for (std::size_t v = 0; v < reached_.size(); ++v) {
            if (free_.degree(v) < kSmallDegree)
                step_in_64_bits(v, first_label);
            else
                step_in_128_bits(v, first_label);
        }
    }

    /// Adds what walks from v find after one step more. False when that is nothing.
    template <class Sum>
    bool gather(std::size_t v, std::int32_t first_label, Sum* sums) const {
        std::fill_n(sums, width_, Sum{0});
        bool any = false;
        const auto exits = free_.exits(v);
        auto exit = std::lower_bound(exits.begin(), exits.end(), first_label,
                                     [](const FreeNodes::Exit& e, std::int32_t label) { return e.label < label; });
        for (; exit != exits.end() && exit->label < first_label + static_cast<std::int32_t>(width_); ++exit, any = true)
            sums[exit->label - first_label] = static_cast<Sum>(exit->weight) << kShareBits;
        const auto edges = free_.edges(v);
        for (std::size_t e = 0; e < edges.size(); ++e) {
            if (e + kAhead < edges.size()) __builtin_prefetch(shares_.data() + edges[e + kAhead].node * width_);
            const auto [u, weight] = edges[e];
            if (!reached_[u]) continue;
            any = true;
            const Share* from = shares_.data() + u * width_;
            if (width_ == kMostLabels) {  // a length that the compiler knows
                for (std::size_t c = 0; c < kMostLabels; ++c)
                    sums[c] += static_cast<Sum>(weight) * from[c];
                continue;
            }
            for (std::size_t c = 0; c < width_; ++c)
                sums[c] += static_cast<Sum>(weight) * from[c];
        }
        return any;
    }

    void step_in_64_bits(std::size_t v, std::int32_t first_label) {
        std::uint64_t sums[kMostLabels];
        if (!gather(v, first_label, sums)) return;
        const Divisor degree(static_cast<std::uint64_t>(free_.degree(v)));
        for (std::size_t c = 0; c < width_; ++c)
            next_[v * width_ + c] = static_cast<Share>(degree.into(sums[c]));
        reached_[v] = true;
    }
    void step_in_128_bits(std::size_t v, std::int32_t first_label) {
        UInt128 sums[kMostLabels];
        if (!gather(v, first_label, sums)) return;
        for (std::size_t c = 0; c < width_; ++c)
            next_[v * width_ + c] = per_degree(sums[c], free_.degree(v));
        reached_[v] = true;
    }

    const FreeNodes& free_;
    std::size_t width_;
    std::vector<Share> shares_;
    std::vector<Share> next_;
    std::vector<char> reached_;
    std::vector<Claim> best_;
};

/// Labels a block may have so that the shares of all workers fit, and workers so that it is one at least.
struct Blocks {
    std::size_t width;
    int workers;
};
Blocks blocks_for(std::size_t free_nodes, int threads) {
    const std::size_t bytes = std::max<std::size_t>(1, free_nodes * 2 * sizeof(Share));
    const std::size_t columns = std::max<std::size_t>(1, kMostBytes / bytes);
    const auto workers = std::min<std::size_t>(static_cast<std::size_t>(threads), columns);
    return {std::min(kMostLabels, columns / workers), static_cast<int>(workers)};
}

}  // namespace

std::vector<Claim> largest_claims(const WeightedGraph& graph, std::span<const std::int32_t> label, std::int32_t labels,
                                  int threads, Observer& observer) {
    const FreeNodes free(graph, label);
    const auto [width, workers] = blocks_for(free.size(), threads);
    const std::size_t blocks = (static_cast<std::size_t>(labels) + width - 1) / width;
    std::vector<std::optional<BlockWalk>> walks(static_cast<std::size_t>(workers));
    Progress progress(observer, blocks);
    parallel_for(blocks, workers, observer, [&, width = width](std::size_t block, int worker) {
        auto& walk = walks[static_cast<std::size_t>(worker)];
        if (!walk) walk.emplace(free, width);
        walk->run(static_cast<std::int32_t>(block * width), observer);
        progress.step();
    });
    std::vector<Claim> claims(graph.nodes());
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        if (label[v] >= 0) claims[v] = {label[v], kAll};
    }
    for (const auto& walk : walks) {
        for (std::size_t f = 0; walk && f < free.size(); ++f)
            BlockWalk::improve(claims[free.node(f)], walk->best()[f]);
    }
    return claims;
}

}  // namespace asterism::graph
