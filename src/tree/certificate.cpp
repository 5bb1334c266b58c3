#include "tree/certificate.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <numeric>

#include "base/findings.hpp"
#include "base/progress.hpp"
#include "base/threads.hpp"
#include "tree/certificate_sample.hpp"
#include "tree/path_maximum.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

constexpr std::size_t kBlock = 64;           // rows a side whose distances are computed at once
constexpr std::size_t kChunk = 32 * kBlock;  // columns of one task: some milliseconds of work

/// n - 1 sorted edges between existing points, without a cycle; a walk passes every point.
Findings shape_of(const Claim& claim) {
    Findings found;
    const std::size_t n = claim.reachability.size();
    if (claim.edges.size() + 1 != n) found.add("the tree has {} edges for {} rows", claim.edges.size(), n);
    if (!claim.walk.empty() && claim.walk.size() != n) found.add("the linkage is no walk over all {} rows", n);
    UnionFind sets(n);
    for (std::size_t e = 0; e < claim.edges.size(); ++e) {
        const Edge& edge = claim.edges[e];
        const bool sorted =
            e == 0 || (claim.walk.empty() ? claim.edges[e - 1] < edge : claim.edges[e - 1].weight <= edge.weight);
        if (!sorted) found.add("tree edge {} is not in its place", e);
        if (edge.lo >= n || edge.hi >= n)
            found.add("tree edge {} names a row that is not there", e);
        else if (!sets.unite(edge.lo, edge.hi))
            found.add("tree edge {} closes a cycle", e);
    }
    return found;
}

/// Compares rows with all others and judges what it sees. Thread safety: `task` from any thread.
class Scan {
 public:
    explicit Scan(const Claim& claim, std::uint64_t most_pairs)
        : claim_(claim),
          reachability_(claim.reachability),
          paths_(claim.reachability.size(), claim.edges),
          nearer_(size(), 0),
          within_(size(), 0),
          step_(claim.walk.size()),
          least_(claim.walk.size(), std::numeric_limits<double>::infinity()) {
        for (std::uint32_t s = 0; s < claim.walk.size(); ++s)
            step_[claim.walk[s]] = s;
        choose_rows(most_pairs);
        for (std::size_t first = 0; first < places_.size(); first += kBlock) {
            const std::size_t begin = complete_ ? first / kChunk * kChunk : 0;
            for (std::size_t column = begin; column < size(); column += kChunk)
                tasks_.push_back({first, column});
        }
    }

    [[nodiscard]] std::size_t tasks() const { return tasks_.size(); }

    void task(std::size_t number, Findings& found) {
        const auto [first, column] = tasks_[number];
        const auto places = std::span(places_).subspan(first, std::min(kBlock, places_.size() - first));
        const std::size_t end = std::min(size(), column + kChunk);
        for (std::size_t c = column; c < end; c += kBlock)
            compare(places, static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(std::min(end, c + kBlock)),
                    found);
    }

    /// What only shows when a row has met all others.
    void finish(Verification& result) const {
        Findings found;
        for (const std::uint32_t place : places_) {
            const Point p = paths_.line()[place];
            if (nearer_[p] >= claim_.m || within_[p] < claim_.m) {
                found.add(
                    "row {}: {} rows are nearer than its core distance {} and {} are not farther (min_samples {})",
                    reachability_.row[p], nearer_[p], reachability_.core[p], within_[p], claim_.m);
            }
        }
        check_walk(found);
        found.move_into(result);
        const std::uint64_t n = size(), rows = places_.size();
        result.complete = complete_;
        result.rows_checked = rows;
        result.pairs_checked = complete_ ? n * (n - 1) / 2 : rows * (n - 1);
        result.edges_checked = complete_ ? n - 1 : cuts_;
    }

 private:
    struct Task {
        std::size_t first;   ///< among the chosen places
        std::size_t column;  ///< place
    };

    [[nodiscard]] std::size_t size() const { return reachability_.size(); }

    void choose_rows(std::uint64_t most_pairs) {
        const std::uint64_t n = size();
        complete_ = n * (n - 1) / 2 <= most_pairs;
        if (complete_) {
            places_.resize(n);
            std::iota(places_.begin(), places_.end(), 0U);
            return;
        }
        auto sample = sample_rows(paths_, claim_.edges, std::max<std::uint64_t>(2, most_pairs / n));
        places_ = std::move(sample.places);
        cuts_ = sample.cuts;
    }

    /// When all rows are compared, each pair is computed once and speaks for both its rows.
    void compare(std::span<const std::uint32_t> places, std::uint32_t begin, std::uint32_t end, Findings& found) {
        if (complete_ && end <= places.front()) return;
        RowIndex rows[kBlock];
        RowIndex columns[kBlock];
        double distances[kBlock * kBlock];
        for (std::size_t r = 0; r < places.size(); ++r)
            rows[r] = reachability_.row[paths_.line()[places[r]]];
        for (std::uint32_t c = begin; c < end; ++c)
            columns[c - begin] = reachability_.row[paths_.line()[c]];
        reachability_.space.distances({rows, places.size()}, {columns, end - begin}, distances);
        for (std::size_t r = 0; r < places.size(); ++r) {
            const double* line = distances + r * (end - begin);
            for (std::uint32_t c = complete_ ? std::max(begin, places[r] + 1) : begin; c < end; ++c) {
                if (c != places[r]) pair(paths_.line()[places[r]], paths_.line()[c], line[c - begin], found);
            }
        }
    }

    void pair(Point p, Point q, double distance, Findings& found) {
        count(p, distance);
        if (complete_) count(q, distance);
        const double weight = reachability_.weight(p, q, distance);
        const Edge& largest = paths_.between(p, q);
        if (!claim_.walk.empty()) {
            lower(step_[p] > step_[q] ? p : q, weight);
            if (weight >= largest.weight) return;
        } else if (!(make_edge(p, q, weight) < largest)) {
            return;
        }
        found.add("rows {} and {} weigh {}, less than the tree edge between rows {} and {} on their path, {}",
                  reachability_.row[p], reachability_.row[q], weight, reachability_.row[largest.lo],
                  reachability_.row[largest.hi], largest.weight);
    }

    void count(Point p, double distance) {
        if (distance > reachability_.core[p]) return;
        std::atomic_ref<std::uint32_t>(within_[p]).fetch_add(1, std::memory_order_relaxed);
        if (distance < reachability_.core[p])
            std::atomic_ref<std::uint32_t>(nearer_[p]).fetch_add(1, std::memory_order_relaxed);
    }

    void lower(Point p, double weight) {
        std::atomic_ref<double> least(least_[p]);
        double old = least.load(std::memory_order_relaxed);
        while (weight < old && !least.compare_exchange_weak(old, weight, std::memory_order_relaxed)) {
        }
    }

    void check_walk(Findings& found) const {
        if (claim_.walk.empty()) return;
        std::vector<double> weight(size(), 0.0);  // of each point but the first when it joined
        for (const Edge& edge : claim_.edges)
            weight[step_[edge.lo] > step_[edge.hi] ? edge.lo : edge.hi] = edge.weight;
        for (const std::uint32_t place : places_) {
            const Point p = paths_.line()[place];
            if (step_[p] > 0 && least_[p] != weight[p]) {
                found.add("row {} joined the walk at {}, but the nearest row before it is at {}", reachability_.row[p],
                          weight[p], least_[p]);
            }
        }
    }

    const Claim& claim_;
    const MutualReachability& reachability_;
    PathMaximum paths_;
    std::vector<std::uint32_t> nearer_;  ///< per point: rows nearer than its core distance
    std::vector<std::uint32_t> within_;  ///< per point: rows not farther
    std::vector<std::uint32_t> step_;    ///< per point: when the walk passed it
    std::vector<double> least_;          ///< per point: least weight to any point that the walk passed before
    std::vector<std::uint32_t> places_;  ///< the rows to check, by their places in the line of the path maxima
    std::vector<Task> tasks_;
    std::uint64_t cuts_ = 0;
    bool complete_ = false;
};

/// Each weight must be that of its two rows, bit for bit.
void check_weights(const Claim& claim, int threads, Observer& observer, Verification& result) {
    constexpr std::size_t kEdges = 1024;
    const auto& reachability = claim.reachability;
    std::vector<Findings> found((claim.edges.size() + kEdges - 1) / kEdges);
    parallel_for(found.size(), threads, observer, [&](std::size_t block, int) {
        for (std::size_t e = block * kEdges; e < std::min(claim.edges.size(), (block + 1) * kEdges); ++e) {
            const Edge& edge = claim.edges[e];
            const RowIndex a = reachability.row[edge.lo], b = reachability.row[edge.hi];
            const double weight = reachability.weight(edge.lo, edge.hi, reachability.space.distance(a, b));
            if (weight != edge.weight)
                found[block].add("the tree edge between rows {} and {} weighs {}, not {}", a, b, weight, edge.weight);
        }
    });
    for (Findings& one : found)
        one.move_into(result);
}

}  // namespace

Verification certify(const Claim& claim, std::uint64_t most_pairs, int threads, Observer& observer) {
    Verification result;
    Findings shape = shape_of(claim);
    if (!shape.empty()) {
        shape.move_into(result);
        return result;
    }
    if (claim.walk.empty()) check_weights(claim, threads, observer, result);
    if (claim.edges.empty()) {
        result.complete = true;
        result.rows_checked = claim.reachability.size();
        return result;
    }
    Scan scan(claim, most_pairs);
    std::vector<Findings> found(scan.tasks());
    Progress progress(observer, scan.tasks());
    parallel_for(scan.tasks(), threads, observer, [&](std::size_t task, int) {
        scan.task(task, found[task]);
        progress.step();
    });
    for (Findings& one : found)
        one.move_into(result);
    scan.finish(result);
    return result;
}

}  // namespace asterism::tree
