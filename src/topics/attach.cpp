#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "base/require.hpp"
#include "base/threads.hpp"
#include "graph/claims.hpp"
#include "topics/flat_topics.hpp"
#include "topics/start.hpp"

namespace asterism {
namespace {

/// Nodes that have rows without a label and a claim on them, in the order in which they attach.
std::vector<std::uint32_t> by_claim(std::span<const graph::Claim> claims, std::span<const std::uint32_t> unlabelled) {
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t v = 0; v < claims.size(); ++v) {
        if (unlabelled[v] > 0 && claims[v].share > 0) nodes.push_back(v);
    }
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return claims[a].share > claims[b].share; });
    return nodes;
}

/// Per node: do its unlabelled rows attach?
std::vector<bool> choose(const NeighborGraph& graph, std::span<const std::int32_t> labels,
                         std::span<const graph::Claim> claims, const AttachOptions& options) {
    std::vector<std::uint32_t> unlabelled(claims.size(), 0);
    for (std::size_t row = 0; row < labels.size(); ++row)
        unlabelled[graph.node_of_row[row]] += labels[row] < 0 ? 1 : 0;
    std::uint64_t noise = std::accumulate(unlabelled.begin(), unlabelled.end(), std::uint64_t{0});
    const graph::Share floor = topics::least_share(options.floor);
    std::vector<bool> chosen(claims.size(), false);
    for (const std::uint32_t v : by_claim(claims, unlabelled)) {
        const bool stop = options.max_noise
                              ? static_cast<double>(noise) <= *options.max_noise * static_cast<double>(labels.size())
                              : claims[v].share < floor;
        if (stop) break;
        chosen[v] = true;
        noise -= unlabelled[v];
    }
    return chosen;
}

}  // namespace

Attachment attach(const NeighborGraph& graph, std::span<const std::int32_t> labels, const AttachOptions& options,
                  Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    require(labels.size() == graph.node_of_row.size(), "attach: one label per row of the graph is needed");
    require(options.floor >= 0 && options.floor <= 1, "the floor of a claim must be between 0 and 1");
    require(!options.max_noise || (*options.max_noise >= 0 && *options.max_noise <= 1),
            "max_noise must be a share between 0 and 1");
    observer.stage("attach");
    const std::int32_t most = labels.empty() ? -1 : *std::max_element(labels.begin(), labels.end());
    const auto claims = graph::largest_claims(graph.edges, topics::labels_of_nodes(graph, labels), most + 1,
                                              thread_count(options.threads), observer);
    const auto chosen = choose(graph, labels, claims, options);
    Attachment result{{labels.begin(), labels.end()}, {}, std::vector<bool>(labels.size(), false)};
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const std::uint32_t node = graph.node_of_row[row];
        result.claims.push_back(labels[row] >= 0 ? 1.0 : graph::as_number(claims[node].share));
        if (labels[row] >= 0 || !chosen[node]) continue;
        result.attached[row] = true;
        result.labels[row] = claims[node].label;
    }
    return result;
}

}  // namespace asterism
