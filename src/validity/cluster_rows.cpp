#include "validity/cluster_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace asterism::validity {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// As numpy's isclose.
bool close_to(double value, double weight) {
    return std::abs(value - weight) <= 1e-8 + 1e-5 * weight;
}

/// Prim from the first row, one row of the matrix at a time.
class Walk {
 public:
    Walk(const neighbors::MetricSpace& space, std::span<const RowIndex> rows, std::span<const double> core)
        : space_(space),
          rows_(rows),
          core_(core),
          weight_(rows.size()),
          frontier_(rows.size(), kInfinity),
          in_tree_(rows.size(), false) {
        enter(0);
    }

    struct Edge {
        std::size_t from;
        std::size_t to;
        double weight;
    };
    Edge step() {
        std::size_t to = rows_.size();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!in_tree_[i] && (to == rows_.size() || frontier_[i] < frontier_[to])) to = i;
        }
        const double weight = frontier_[to];
        find_weights(to);
        std::size_t from = 0;
        while (!in_tree_[from] || !close_to(weight_[from], weight))
            ++from;
        enter(to);
        return {from, to, weight};
    }

 private:
    /// weight_[i] = mutual reachability of `row` and i.
    void find_weights(std::size_t row) {
        space_.distances(rows_.subspan(row, 1), rows_, weight_.data());
        for (std::size_t i = 0; i < core_.size(); ++i)
            weight_[i] = std::max(weight_[i], std::max(core_[row], core_[i]));
        weights_of_ = row;
    }
    void enter(std::size_t row) {
        if (weights_of_ != row) find_weights(row);
        in_tree_[row] = true;
        for (std::size_t i = 0; i < rows_.size(); ++i)
            frontier_[i] = std::min(frontier_[i], weight_[i]);
    }

    const neighbors::MetricSpace& space_;
    std::span<const RowIndex> rows_;
    std::span<const double> core_;
    std::vector<double> weight_;
    std::size_t weights_of_ = std::numeric_limits<std::size_t>::max();
    std::vector<double> frontier_;
    std::vector<bool> in_tree_;
};

}  // namespace

double all_points_core_distance(const neighbors::MetricSpace& space, std::span<const RowIndex> rows, std::size_t row,
                                double d, std::vector<double>& scratch) {
    scratch.resize(rows.size());
    space.distances(rows.subspan(row, 1), rows, scratch.data());
    scratch[row] = 0;
    double nearest = kInfinity;
    for (const double distance : scratch) {
        if (distance > 0) nearest = std::min(nearest, distance);
    }
    if (nearest == kInfinity) return 0;
    double sum = 0;
    for (const double distance : scratch) {
        if (distance > 0) sum += std::pow(nearest / distance, d);
    }
    return nearest * std::pow(sum / static_cast<double>(rows.size() - 1), -1 / d);
}

InternalTree internal_tree(const neighbors::MetricSpace& space, std::span<const RowIndex> rows,
                           std::span<const double> core) {
    std::vector<Walk::Edge> edges;
    std::vector<std::uint32_t> degree(rows.size(), 0);
    Walk walk(space, rows, core);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        edges.push_back(walk.step());
        ++degree[edges.back().from], ++degree[edges.back().to];
    }
    InternalTree tree;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (degree[i] > 1) tree.nodes.push_back(rows[i]);
    }
    double longest_of_all = 0;
    bool internal_edges = false;
    for (const Walk::Edge& edge : edges) {
        longest_of_all = std::max(longest_of_all, edge.weight);
        if (degree[edge.from] < 2 || degree[edge.to] < 2) continue;
        tree.longest = std::max(tree.longest, edge.weight);
        internal_edges = true;
    }
    if (!internal_edges) tree.longest = longest_of_all;
    if (tree.nodes.empty()) tree.nodes.push_back(rows.front());
    return tree;
}

}  // namespace asterism::validity
