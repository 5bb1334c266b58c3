#include "tree/spanning_tree.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "tree/path_maximum.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

constexpr std::size_t kBlock = 64;
constexpr double kNoReach = -1.0;

/// Least weight of any pair of p that is in neither list (step 3).
std::vector<double> list_bounds(const MutualReachability& reachability, const PointLists& view) {
    std::vector<double> bound(reachability.size());
    for (RowIndex i = 0; i < bound.size(); ++i) {
        const Point p = view.point[i];
        bound[p] = std::max(reachability.core[p], view.lists.worst(i) / reachability.alpha);
    }
    return bound;
}

/// reach(p) of step 3, kNoReach for points that search nothing.
std::vector<double> search_reach(std::span<const Edge> tree, std::span<const double> bound) {
    const std::size_t n = bound.size();
    std::vector<double> reach(n, kNoReach);
    std::vector<double> least(bound.begin(), bound.end());  // per root: the least bound of its component
    std::vector<Point> tail(n);
    std::vector<Point> next(n);
    std::iota(tail.begin(), tail.end(), Point{0});
    std::iota(next.begin(), next.end(), Point{0});
    std::vector<Point> head = tail;
    UnionFind sets(n);
    for (const Edge& edge : tree) {
        const auto [stays, goes] = sets.join(sets.find(edge.lo), sets.find(edge.hi));
        if (least[stays] <= edge.weight && least[goes] <= edge.weight) {
            for (Point p = head[goes];; p = next[p]) {
                if (bound[p] <= edge.weight) reach[p] = edge.weight;
                if (p == tail[goes]) break;
            }
        }
        next[tail[stays]] = head[goes];
        tail[stays] = tail[goes];
        least[stays] = std::min(least[stays], least[goes]);
    }
    return reach;
}

/// What the pass compares: searchers in line order, then the other points by ascending bound.
class CandidateSearch {
 public:
    /// `tree` is borrowed until the next call of `tighten`.
    CandidateSearch(const MutualReachability& reachability, std::span<const Edge> tree, std::span<const double> bound)
        : reachability_(reachability), bound_(bound), paths_(bound.size(), tree), reach_(search_reach(tree, bound)) {
        double farthest = kNoReach;
        for (const Point p : paths_.line()) {
            if (reach_[p] == kNoReach) continue;
            points_.push_back(p);
            farthest = std::max(farthest, reach_[p]);
        }
        searchers_ = points_.size();
        for (Point p = 0; p < bound.size(); ++p) {
            if (reach_[p] == kNoReach && bound[p] <= farthest) points_.push_back(p);
        }
        std::sort(points_.begin() + static_cast<std::ptrdiff_t>(searchers_), points_.end(),
                  [&](Point a, Point b) { return bound[a] != bound[b] ? bound[a] < bound[b] : a < b; });
        for (const Point p : points_)
            rows_.push_back(reachability.row[p]);
        intervals_.resize(searchers_);
        places_.resize(searchers_);
        for (std::size_t s = 0; s < searchers_; ++s) {
            intervals_[s] = paths_.interval_below(points_[s], bound[points_[s]]);
            places_[s] = paths_.place(points_[s]);
        }
    }

    /// Path maxima of a lighter tree from now on. Reach and intervals of the first one stay: they only allow more.
    void tighten(std::span<const Edge> tree) { paths_ = PathMaximum(bound_.size(), tree); }

    [[nodiscard]] std::size_t blocks() const { return (searchers_ + kBlock - 1) / kBlock; }

    /// Appends every pair of one block of searchers that is smaller than its path maximum.
    void search(std::size_t block, std::vector<double>& distances, std::vector<Edge>& found) const {
        const std::size_t begin = block * kBlock;
        const std::size_t end = std::min(searchers_, begin + kBlock);
        double reach = kNoReach;
        for (std::size_t s = begin; s < end; ++s)
            reach = std::max(reach, reach_[points_[s]]);
        for (std::size_t t = begin; t < searchers_; t += kBlock) {
            if (!inside(begin, end, t)) compare(begin, end, t, std::min(searchers_, t + kBlock), distances, found);
        }
        for (std::size_t t = searchers_; t < points_.size() && bound_[points_[t]] <= reach; t += kBlock) {
            compare(begin, end, t, std::min(points_.size(), t + kBlock), distances, found);
        }
    }

 private:
    /// Do all searchers of [begin, end) reach the whole block at t by edges lighter than their bounds?
    [[nodiscard]] bool inside(std::size_t begin, std::size_t end, std::size_t t) const {
        const std::uint32_t first = places_[t];
        const std::uint32_t last = places_[std::min(searchers_, t + kBlock) - 1];
        for (std::size_t s = begin; s < end; ++s) {
            if (first < intervals_[s].first || last > intervals_[s].second) return false;
        }
        return true;
    }

    void compare(std::size_t begin, std::size_t end, std::size_t from, std::size_t to, std::vector<double>& distances,
                 std::vector<Edge>& found) const {
        const std::span<const RowIndex> rows(rows_);
        reachability_.space.distances(rows.subspan(begin, end - begin), rows.subspan(from, to - from),
                                      distances.data());
        const double* d = distances.data();
        for (std::size_t s = begin; s < end; ++s) {
            const Point p = points_[s];
            for (std::size_t t = from; t < to; ++t, ++d) {
                if (t < searchers_ && t <= s) continue;  // a pair of searchers is met once
                const Point q = points_[t];
                const double distance = *d / reachability_.alpha;
                if (distance > reach_[p] && distance > reach_[q]) continue;
                const Edge edge = make_edge(p, q, reachability_.weight(p, q, *d));
                if (edge < paths_.between(p, q)) found.push_back(edge);
            }
        }
    }

    const MutualReachability& reachability_;
    std::span<const double> bound_;
    PathMaximum paths_;
    std::vector<double> reach_;
    std::vector<Point> points_;
    std::vector<RowIndex> rows_;
    std::size_t searchers_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> intervals_;  ///< per searcher, in places of the first line
    std::vector<std::uint32_t> places_;                               ///< per searcher, ascending
};

/// So many pairs kept make it worth while to tighten the tree before going on; it also bounds the memory.
std::size_t tighten_above(std::size_t n) {
    return 4 * n + 65536;
}

/// Runs blocks from `first` on until all are done or enough pairs are kept; returns the first block that is not done.
std::size_t search_blocks(const CandidateSearch& candidates, std::size_t first, std::size_t enough, int threads,
                          Observer& observer, std::vector<Edge>& kept) {
    std::vector<std::vector<Edge>> found(static_cast<std::size_t>(threads));
    std::vector<std::vector<double>> scratch(found.size(), std::vector<double>(kBlock * kBlock));
    std::atomic<std::size_t> count{0};
    std::atomic<std::size_t> next{first};
    parallel_for(found.size(), threads, [&](std::size_t worker, int) {
        while (count.load(std::memory_order_relaxed) <= enough) {
            if (observer.cancelled())
                throw Error(ErrorKind::interrupted, "interrupted while building the spanning tree");
            const std::size_t block = next++;
            if (block >= candidates.blocks()) break;
            const std::size_t before = found[worker].size();
            candidates.search(block, scratch[worker], found[worker]);
            count += found[worker].size() - before;
            observer.progress(std::min(block + 1, candidates.blocks()), candidates.blocks());
        }
    });
    for (const auto& edges : found)
        kept.insert(kept.end(), edges.begin(), edges.end());
    return std::min(next.load(), candidates.blocks());
}

}  // namespace

std::vector<Edge> minimum_spanning_tree(const MutualReachability& reachability, const PointLists& lists, int threads,
                                        Observer& observer) {
    const std::size_t n = reachability.size();
    if (n < 2) return {};
    std::vector<Edge> tree = spanning_tree_of_lists(reachability, lists, threads, observer);
    const std::vector<double> bound = list_bounds(reachability, lists);
    CandidateSearch candidates(reachability, tree, bound);
    for (std::size_t block = 0; block < candidates.blocks();) {
        std::vector<Edge> edges = tree;
        block = search_blocks(candidates, block, tighten_above(n), threads, observer, edges);
        std::vector<Edge> lighter = kruskal(n, edges);
        candidates.tighten(lighter);
        tree = std::move(lighter);
    }
    return tree;
}

}  // namespace asterism::tree
