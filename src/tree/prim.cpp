#include "tree/prim.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "asterism/error.hpp"
#include "base/threads.hpp"

namespace asterism::tree {
namespace {

constexpr std::size_t kChunk = 256;           // rows whose distances are computed in one block
constexpr std::size_t kParallelAbove = 4096;  // below, handing work to threads costs more than it saves

struct Frontier {
    std::vector<Point> points;    ///< rows outside the tree, ascending
    std::vector<double> weights;  ///< least weight seen from the tree, per entry

    void remove(std::size_t at) {
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(at));
        weights.erase(weights.begin() + static_cast<std::ptrdiff_t>(at));
    }
};

/// Lowers the weights of one chunk by the pairs with `current`.
void relax(const MutualReachability& reachability, Point current, std::size_t begin, std::size_t end,
           Frontier& frontier) {
    RowIndex rows[kChunk];
    std::uint32_t entries[kChunk];
    double distances[kChunk];
    std::size_t count = 0;
    for (std::size_t e = begin; e < end; ++e) {
        const Point q = frontier.points[e];
        if (std::max(reachability.core[current], reachability.core[q]) >= frontier.weights[e]) continue;
        entries[count] = static_cast<std::uint32_t>(e);
        rows[count++] = reachability.row[q];
    }
    if (count == 0) return;
    reachability.space.distances({&reachability.row[current], 1}, {rows, count}, distances);
    for (std::size_t c = 0; c < count; ++c) {
        double& weight = frontier.weights[entries[c]];
        weight = std::min(weight, reachability.weight(current, frontier.points[entries[c]], distances[c]));
    }
}

}  // namespace

std::vector<LinkageEdge> prim_linkage(const MutualReachability& reachability, int threads, Observer& observer) {
    const std::size_t n = reachability.size();
    std::vector<LinkageEdge> edges;
    if (n < 2) return edges;
    edges.reserve(n - 1);
    Frontier frontier{std::vector<Point>(n - 1), std::vector<double>(n - 1, std::numeric_limits<double>::infinity())};
    std::iota(frontier.points.begin(), frontier.points.end(), Point{1});
    Point current = 0;
    while (!frontier.points.empty()) {
        if (observer.cancelled()) throw Error(ErrorKind::interrupted, "interrupted while building the spanning tree");
        const std::size_t size = frontier.points.size();
        parallel_for((size + kChunk - 1) / kChunk, size > kParallelAbove ? threads : 1, [&](std::size_t chunk, int) {
            relax(reachability, current, chunk * kChunk, std::min(size, (chunk + 1) * kChunk), frontier);
        });
        const auto nearest = std::min_element(frontier.weights.begin(), frontier.weights.end());  // the first of equals
        const auto at = static_cast<std::size_t>(nearest - frontier.weights.begin());
        edges.push_back({current, frontier.points[at], *nearest});
        current = frontier.points[at];
        frontier.remove(at);
        observer.progress(edges.size(), n - 1);
    }
    std::stable_sort(edges.begin(), edges.end(),
                     [](const LinkageEdge& a, const LinkageEdge& b) { return a.weight < b.weight; });
    return edges;
}

}  // namespace asterism::tree
