#include <algorithm>
#include <limits>

#include "asterism/validity.hpp"
#include "base/require.hpp"

namespace asterism {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What the edges say of each cluster.
struct Edges {
    std::vector<double> inside;   ///< the longest within it; 0 without
    std::vector<double> between;  ///< the shortest to another; infinity without
    double to_noise = kInfinity;  ///< the shortest from any cluster
    double longest = 0;
};

Edges look_at(std::span<const SpanningEdge> tree, std::span<const std::int32_t> labels, std::size_t clusters) {
    Edges edges{std::vector<double>(clusters, 0), std::vector<double>(clusters, kInfinity)};
    for (const SpanningEdge& edge : tree) {
        require(edge.a < labels.size() && edge.b < labels.size(), "the spanning tree is not one of the labelled rows");
        const std::int32_t a = labels[edge.a];
        const std::int32_t b = labels[edge.b];
        edges.longest = std::max(edges.longest, edge.weight);
        if (a < 0 && b < 0) continue;
        if (a < 0 || b < 0) {
            edges.to_noise = std::min(edges.to_noise, edge.weight);
        } else if (a == b) {
            double& inside = edges.inside[static_cast<std::size_t>(a)];
            inside = std::max(inside, edge.weight);
        } else {
            for (const std::int32_t label : {a, b}) {
                double& between = edges.between[static_cast<std::size_t>(label)];
                between = std::min(between, edge.weight);
            }
        }
    }
    return edges;
}

}  // namespace

double relative_validity(std::span<const SpanningEdge> spanning_tree, std::span<const std::int32_t> labels) {
    std::int32_t most = -1;
    for (const std::int32_t label : labels) {
        require(label >= -1, "a label must be at least -1");
        most = std::max(most, label);
    }
    const auto clusters = static_cast<std::size_t>(most + 1);
    std::vector<std::size_t> size(clusters, 0);
    for (const std::int32_t label : labels) {
        if (label >= 0) ++size[static_cast<std::size_t>(label)];
    }
    const Edges edges = look_at(spanning_tree, labels, clusters);
    const double alone = 2 * (clusters > 1 || edges.to_noise == kInfinity ? edges.longest : edges.to_noise);
    double score = 0;
    for (std::size_t c = 0; c < clusters; ++c) {
        const double apart = edges.between[c] == kInfinity ? alone : edges.between[c];
        const double larger = std::max(apart, edges.inside[c]);
        if (larger == 0) continue;  // copies only
        const double share = static_cast<double>(size[c]) / static_cast<double>(labels.size());
        score += share * (apart - edges.inside[c]) / larger;
    }
    return score;
}

}  // namespace asterism
