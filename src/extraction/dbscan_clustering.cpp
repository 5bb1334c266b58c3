#include "asterism/extraction.hpp"
#include "base/require.hpp"

namespace asterism {
namespace {

using Node = Dendrogram::Node;

/// Per point the topmost node above it that lies below the height: its component; the point itself without one.
std::vector<Node> components(const Dendrogram& dendrogram, double distance) {
    std::vector<Node> top(dendrogram.nodes());
    for (Node node = 0; node < top.size(); ++node)
        top[node] = node;
    for (Node node = dendrogram.nodes(); node-- > dendrogram.points();) {
        if (!(dendrogram.weight(node) < distance)) continue;
        for (const Node child : dendrogram.children(node))
            top[child] = top[node];
    }
    top.resize(dendrogram.points());
    return top;
}

}  // namespace

std::vector<std::int32_t> dbscan_clustering(const Hierarchy& hierarchy, double distance, int min_cluster_size) {
    require(distance >= 0, "the height of a cut must be a distance of at least 0");
    require(min_cluster_size >= 1, "min_cluster_size must be at least 1");
    const Dendrogram& dendrogram = hierarchy.dendrogram;
    const auto component = components(dendrogram, distance);
    std::vector<std::int32_t> label_of(dendrogram.nodes(), -1);
    std::vector<std::int32_t> labels(component.size(), -1);
    std::int32_t count = 0;
    for (std::uint32_t point = 0; point < component.size(); ++point) {
        const Node top = component[point];
        // The rows that a single point stands for are not joined: each is alone.
        const std::uint32_t size = dendrogram.is_point(top) ? 1 : dendrogram.size(top);
        if (size < static_cast<std::uint32_t>(min_cluster_size)) continue;
        if (label_of[top] < 0) label_of[top] = count++;
        labels[hierarchy.row_of_point[point]] = label_of[top];
    }
    return labels;
}

}  // namespace asterism
