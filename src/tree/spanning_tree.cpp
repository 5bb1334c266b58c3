#include "tree/spanning_tree.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <numeric>

#include "base/progress.hpp"
#include "base/threads.hpp"
#include "tree/path_maximum.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

using neighbors::kTile;
constexpr double kNoReach = -1.0;
constexpr double kRoundUp = 1 + 1e-15;  // so that d / alpha <= reach implies d <= limit

/// Least weight of any pair of p that is in neither list (step 3); of a copy, its representative's.
std::vector<double> list_bounds(const MutualReachability& reachability, const PointLists& view,
                                const SearchablePoints& searchable) {
    const bool all_listed = view.lists.k + 1 >= searchable.index.layout().size();
    std::vector<double> bound(reachability.size(), std::numeric_limits<double>::infinity());
    for (Point p = 0, first = 0; p < bound.size() && !all_listed; ++p) {
        if (searchable.copies[p] > 0) first = p;
        const double farthest = view.lists.farthest(reachability.row[first]) / reachability.alpha;
        bound[p] = std::max(reachability.core[first], farthest);
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

/// What the pass compares: searchers in line order, then the other points by ascending bound, in tiles.
class CandidateSearch {
 public:
    /// `tree` is borrowed until the next call of `tighten`.
    CandidateSearch(const MutualReachability& reachability, const SearchablePoints& searchable,
                    std::span<const Edge> tree, std::span<const double> bound)
        : reachability_(reachability),
          searchable_(searchable),
          copies_(searchable.copies),
          bound_(bound),
          paths_(bound.size(), tree),
          reach_(search_reach(tree, bound)) {
        share_reach();
        collect_points();
        std::vector<RowIndex> rows;
        for (const Point p : points_)
            rows.push_back(reachability.row[p]);
        search_ = searchable.index.search(rows);
        std::vector<double> limits(points_.size(), kNoReach);
        for (std::size_t s = 0; s < searchers_; ++s)
            limits[s] = reach_[points_[s]] * reachability.alpha * kRoundUp;
        limits_ = std::make_unique<neighbors::Limits>(std::move(limits));
        for (std::size_t s = 0; s < searchers_; ++s) {
            const std::uint32_t place = paths_.place(points_[s]);
            const bool alone = copies_[points_[s]] == 1;  // copies may lie elsewhere in the line, so nothing is skipped
            intervals_.push_back(alone ? paths_.interval_below(points_[s], bound[points_[s]])
                                       : std::pair(place, place));
            places_.push_back(place);
        }
        list_tile_pairs();
    }

    /// Path maxima of a lighter tree from now on. Reach and intervals of the first one stay: they only allow more.
    void tighten(std::span<const Edge> tree) { paths_ = PathMaximum(bound_.size(), tree); }

    [[nodiscard]] std::size_t tasks() const { return tile_pairs_.size(); }

    /// Appends every pair of one pair of tiles that is smaller than its path maximum.
    PairCounts search(std::size_t task, std::vector<Edge>& found) const {
        Sink sink(*this, found);
        return search_->compare(tile_pairs_[task].first, tile_pairs_[task].second, *limits_, sink);
    }

 private:
    class Sink final : public neighbors::PairSink {
     public:
        Sink(const CandidateSearch& search, std::vector<Edge>& found) : search_(search), found_(found) {}
        void pair(std::uint32_t a, std::uint32_t b, double distance) override {
            const Point p = search_.points_[a];
            const Point q = search_.points_[b];
            const double weight = search_.reachability_.weight(p, q, distance);
            search_.searchable_.for_each_edge(search_.reachability_, p, q, weight, [&](const Edge& edge) {
                if (edge < search_.paths_.between(edge.lo, edge.hi)) found_.push_back(edge);
            });
        }

     private:
        const CandidateSearch& search_;
        std::vector<Edge>& found_;
    };

    /// A representative searches as far as any of its copies.
    void share_reach() {
        for (Point p = 0, first = 0; p < copies_.size(); ++p) {
            if (copies_[p] > 0) first = p;
            reach_[first] = std::max(reach_[first], reach_[p]);
        }
    }

    void collect_points() {
        for (const Point p : paths_.line()) {
            if (copies_[p] > 0 && reach_[p] != kNoReach) points_.push_back(p);
        }
        searchers_ = points_.size();
        const double farthest = *std::max_element(reach_.begin(), reach_.end());
        for (Point p = 0; p < bound_.size(); ++p) {
            if (copies_[p] > 0 && reach_[p] == kNoReach && bound_[p] <= farthest) points_.push_back(p);
        }
        std::sort(points_.begin() + static_cast<std::ptrdiff_t>(searchers_), points_.end(),
                  [&](Point a, Point b) { return bound_[a] != bound_[b] ? bound_[a] < bound_[b] : a < b; });
    }

    void list_tile_pairs() {
        for (std::size_t a = 0; a * kTile < searchers_; ++a) {
            double reach = kNoReach;
            for (std::size_t s = a * kTile; s < std::min(searchers_, (a + 1) * kTile); ++s) {
                reach = std::max(reach, reach_[points_[s]]);
            }
            for (std::size_t b = a; b < search_->tiles(); ++b) {
                const std::size_t first = b * kTile;
                if (first >= searchers_ && bound_[points_[first]] > reach) break;
                if (first + kTile <= searchers_ && inside(a, b)) continue;
                tile_pairs_.emplace_back(a, b);
            }
        }
    }

    /// Do all searchers of tile a reach the whole of tile b by edges lighter than their bounds?
    [[nodiscard]] bool inside(std::size_t a, std::size_t b) const {
        const std::uint32_t first = places_[b * kTile];
        const std::uint32_t last = places_[(b + 1) * kTile - 1];
        for (std::size_t s = a * kTile; s < std::min(searchers_, (a + 1) * kTile); ++s) {
            if (first < intervals_[s].first || last > intervals_[s].second) return false;
        }
        return true;
    }

    const MutualReachability& reachability_;
    const SearchablePoints& searchable_;
    std::span<const std::uint32_t> copies_;
    std::span<const double> bound_;
    PathMaximum paths_;
    std::vector<double> reach_;
    std::vector<Point> points_;
    std::size_t searchers_ = 0;
    std::unique_ptr<neighbors::PairSearch> search_;
    std::unique_ptr<neighbors::Limits> limits_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> intervals_;  ///< per searcher, in places of the first line
    std::vector<std::uint32_t> places_;                               ///< per searcher, ascending
    std::vector<std::pair<std::size_t, std::size_t>> tile_pairs_;
};

/// So many pairs kept make it worth while to tighten the tree before going on; it also bounds the memory.
std::size_t tighten_above(std::size_t n) {
    return 4 * n + 65536;
}

/// Runs tasks from `first` on until all are done or enough pairs are kept beside the tree that `kept` begins with;
/// returns the first task that is not done.
std::size_t search_tasks(const CandidateSearch& candidates, std::size_t first, int threads, const Observer& observer,
                         Progress& progress, std::vector<Edge>& kept, SpanningTree& result) {
    const std::size_t enough = tighten_above(kept.size() + 1);
    std::vector<std::vector<Edge>> found(static_cast<std::size_t>(threads));
    std::vector<PairCounts> counts(found.size());
    std::atomic<std::size_t> count{0};
    std::atomic<std::size_t> next{first};
    parallel_for(found.size(), threads, [&](std::size_t worker, int) {
        while (count.load(std::memory_order_relaxed) <= enough) {
            stop_if_cancelled(observer);
            const std::size_t task = next++;
            if (task >= candidates.tasks()) break;
            const std::size_t before = found[worker].size();
            counts[worker] += candidates.search(task, found[worker]);
            count += found[worker].size() - before;
            progress.step();
        }
    });
    for (const auto& edges : found) {
        kept.insert(kept.end(), edges.begin(), edges.end());
        result.extras += edges.size();
    }
    for (const auto& one : counts)
        result.counts += one;
    return std::min(next.load(), candidates.tasks());
}

}  // namespace

SpanningTree minimum_spanning_tree(const MutualReachability& reachability, const PointLists& lists,
                                   const SearchablePoints& searchable, int threads, Observer& observer) {
    SpanningTree result;
    const std::size_t n = reachability.size();
    if (n < 2) return result;
    std::vector<Edge>& tree = result.edges;
    tree = spanning_tree_of_lists(reachability, lists, searchable, threads, observer);
    const std::vector<double> bound = list_bounds(reachability, lists, searchable);
    CandidateSearch candidates(reachability, searchable, tree, bound);
    Progress progress(observer, candidates.tasks());
    for (std::size_t task = 0; task < candidates.tasks();) {
        std::vector<Edge> edges = tree;
        task = search_tasks(candidates, task, threads, observer, progress, edges, result);
        std::vector<Edge> lighter = kruskal(n, edges);
        candidates.tighten(lighter);
        tree = std::move(lighter);
    }
    return result;
}

}  // namespace asterism::tree
