#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "asterism/error.hpp"
#include "asterism/validity.hpp"
#include "base/require.hpp"
#include "base/threads.hpp"
#include "clusters/members.hpp"
#include "validity/cluster_rows.hpp"

namespace asterism {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double used_d(const PreparedRows& rows, const ValidityOptions& options) {
    require(options.d || rows.metric != Metric::precomputed, "a matrix of distances says no d; give it");
    const double d = options.d ? *options.d : static_cast<double>(rows.vectors.cols);
    require(std::isfinite(d) && d > 0, "d must be a number above 0");
    return d;
}

/// Per label its rows, ascending.
std::vector<std::vector<RowIndex>> members_of(std::span<const std::int32_t> labels, std::size_t rows) {
    require(labels.size() == rows, "validity_index: one label per row is needed");
    require(std::ranges::all_of(labels, [](std::int32_t label) { return label >= -1; }), "a label must be at least -1");
    std::vector<RowIndex> all(rows);
    std::iota(all.begin(), all.end(), RowIndex{0});
    return clusters::members_of(labels, all);
}

struct Work {
    const neighbors::MetricSpace& space;
    std::span<const std::vector<RowIndex>> members;
    int threads;
    const Observer& observer;
};

/// By row; 0 for noise.
std::vector<double> core_distances(const Work& work, double d, std::size_t rows) {
    std::vector<double> core(rows, 0);
    std::vector<std::pair<std::size_t, std::size_t>> places;  // label, place in its rows
    for (std::size_t label = 0; label < work.members.size(); ++label) {
        for (std::size_t place = 0; place < work.members[label].size(); ++place)
            places.emplace_back(label, place);
    }
    std::vector<std::vector<double>> scratch(static_cast<std::size_t>(work.threads));
    parallel_for(places.size(), work.threads, work.observer, [&](std::size_t task, int worker) {
        const auto [label, place] = places[task];
        const auto& members = work.members[label];
        core[members[place]] = validity::all_points_core_distance(work.space, members, place, d,
                                                                  scratch[static_cast<std::size_t>(worker)]);
    });
    return core;
}

std::vector<validity::InternalTree> internal_trees(const Work& work, std::span<const double> core) {
    std::vector<validity::InternalTree> trees(work.members.size());
    parallel_for(trees.size(), work.threads, work.observer, [&](std::size_t label, int) {
        const auto& members = work.members[label];
        if (members.empty()) return;
        std::vector<double> own;
        for (const RowIndex row : members) {
            if (!core.empty()) own.push_back(core[row]);
        }
        trees[label] = validity::internal_tree(work.space, members, own);
    });
    return trees;
}

/// The inner rows of all clusters, one cluster after the other.
struct Inner {
    std::vector<RowIndex> rows;
    std::vector<std::size_t> label;
};

constexpr std::size_t kBlock = 128;

/// Lowers `separation` of both labels for every pair of rows of two clusters in two blocks.
void compare(const Work& work, const Inner& inner, std::span<const double> core, std::size_t a, std::size_t b,
             std::vector<double>& block, std::vector<double>& separation) {
    const auto size = [&](std::size_t first) { return std::min(kBlock, inner.rows.size() - first); };
    const std::size_t columns = size(b);
    if (inner.label[a] == inner.label[b + columns - 1]) return;  // all of one cluster, for labels ascend
    block.resize(size(a) * columns);
    work.space.distances(std::span(inner.rows).subspan(a, size(a)), std::span(inner.rows).subspan(b, columns),
                         block.data());
    for (std::size_t i = a; i < a + size(a); ++i) {
        for (std::size_t j = b; j < b + columns; ++j) {
            if (inner.label[i] == inner.label[j]) continue;
            double weight = block[(i - a) * columns + (j - b)];
            if (!core.empty()) weight = std::max(weight, std::max(core[inner.rows[i]], core[inner.rows[j]]));
            separation[inner.label[i]] = std::min(separation[inner.label[i]], weight);
            separation[inner.label[j]] = std::min(separation[inner.label[j]], weight);
        }
    }
}

/// Per label the least mutual reachability from its inner rows to those of another cluster; infinity without one.
std::vector<double> separations(const Work& work, std::span<const validity::InternalTree> trees,
                                std::span<const double> core) {
    Inner inner;
    for (std::size_t label = 0; label < trees.size(); ++label) {
        inner.rows.insert(inner.rows.end(), trees[label].nodes.begin(), trees[label].nodes.end());
        inner.label.resize(inner.rows.size(), label);
    }
    const std::size_t blocks = (inner.rows.size() + kBlock - 1) / kBlock;
    std::vector<std::vector<double>> least(static_cast<std::size_t>(work.threads),
                                           std::vector<double>(trees.size(), kInfinity));
    std::vector<std::vector<double>> scratch(least.size());
    parallel_for(blocks, work.threads, work.observer, [&](std::size_t a, int worker) {
        const auto own = static_cast<std::size_t>(worker);
        for (std::size_t b = a; b < blocks; ++b)
            compare(work, inner, core, a * kBlock, b * kBlock, scratch[own], least[own]);
    });
    for (const auto& one : least) {
        for (std::size_t label = 0; label < trees.size(); ++label)
            least.front()[label] = std::min(least.front()[label], one[label]);
    }
    return least.front();
}

double validity_of(std::size_t rows, double sparseness, double separation) {
    if (rows == 0) return std::numeric_limits<double>::quiet_NaN();
    if (rows == 1) return 0;
    if (separation == kInfinity) return 1;
    const double larger = std::max(separation, sparseness);
    return larger > 0 ? (separation - sparseness) / larger : 0;
}

}  // namespace

Validity validity_index(const PreparedRows& rows, std::span<const std::int32_t> labels, const ValidityOptions& options,
                        Observer* observer_or_null) {
    const Observer silent;
    const Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const double d = used_d(rows, options);
    const auto members = members_of(labels, rows.size());
    const neighbors::MetricSpace space(rows);
    const Work work{space, members, thread_count(options.threads), observer};
    const auto core = options.raw_distances ? std::vector<double>() : core_distances(work, d, rows.size());
    const auto trees = internal_trees(work, core);
    const auto separation = separations(work, trees, core);
    Validity result;
    for (std::size_t label = 0; label < members.size(); ++label) {
        const std::size_t size = members[label].size();
        result.per_cluster.push_back(validity_of(size, trees[label].longest, separation[label]));
        if (size > 0)
            result.index += static_cast<double>(size) / static_cast<double>(labels.size()) * result.per_cluster.back();
    }
    return result;
}

}  // namespace asterism
