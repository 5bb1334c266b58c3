// A node A of the dendrogram whose parent P splits is a cluster where at least two children of P, A among them, have
// min_cluster_size rows, and a leaf where no node below A has two such children. So it is a leaf for
//
//     max over nodes D at or below A of second(D)  <  min_cluster_size  <=  min(size(A), second(P)),
//
// second(D) being the size of D's second largest child. The runs are what lies between two ends of such intervals.
#include <algorithm>
#include <map>

#include "asterism/extraction.hpp"

namespace asterism {
namespace {

using Node = Dendrogram::Node;

/// As a child a point is one row, also where it stands for several.
std::uint32_t size_as_child(const Dendrogram& dendrogram, Node node) {
    return dendrogram.is_point(node) ? 1 : dendrogram.size(node);
}

std::uint32_t second_largest(const Dendrogram& dendrogram, Node node) {
    std::uint32_t largest = 0;
    std::uint32_t second = 0;
    for (const Node child : dendrogram.children(node)) {
        const std::uint32_t size = size_as_child(dendrogram, child);
        second = std::max(second, std::min(size, largest));
        largest = std::max(largest, size);
    }
    return second;
}

/// What changes when min_cluster_size reaches a value.
struct Change {
    std::int64_t clusters = 0;
    std::int64_t persistence = 0;
};

std::map<std::uint32_t, Change> changes(const Dendrogram& dendrogram) {
    std::map<std::uint32_t, Change> changes;
    std::vector<std::uint32_t> second(dendrogram.nodes(), 0);
    std::vector<std::uint32_t> most(dendrogram.nodes(), 1);  // largest `second` at or below; no cluster has one row
    for (Node parent = dendrogram.points(); parent < dendrogram.nodes(); ++parent) {
        second[parent] = second_largest(dendrogram, parent);
        most[parent] = std::max(most[parent], second[parent]);
        for (const Node child : dendrogram.children(parent)) {
            most[parent] = std::max(most[parent], most[child]);
            const std::uint32_t largest = std::min(size_as_child(dendrogram, child), second[parent]);
            if (largest <= most[child]) continue;
            const std::int64_t persistence = largest - most[child];
            Change& begin = changes[most[child] + 1];
            begin.clusters += 1, begin.persistence += persistence;
            Change& end = changes[largest + 1];
            end.clusters -= 1, end.persistence -= persistence;
        }
    }
    return changes;
}

/// Runs of equal persistence side by side are judged as one.
void mark_stable(std::vector<Granularity>& runs) {
    for (std::size_t first = 0, end = 0; first < runs.size(); first = end) {
        while (end < runs.size() && runs[end].persistence == runs[first].persistence)
            ++end;
        const bool above_left = first == 0 || runs[first - 1].persistence < runs[first].persistence;
        const bool above_right = end == runs.size() || runs[end].persistence < runs[first].persistence;
        for (std::size_t i = first; i < end; ++i)
            runs[i].stable = above_left && above_right;
    }
}

}  // namespace

std::vector<Granularity> granularities(const Hierarchy& hierarchy) {
    const auto steps = changes(hierarchy.dendrogram);
    std::vector<Granularity> runs;
    Change now;
    for (auto step = steps.begin(); step != steps.end(); ++step) {
        now.clusters += step->second.clusters;
        now.persistence += step->second.persistence;
        const auto next = std::next(step);
        if (next == steps.end()) break;  // none is left
        runs.push_back({step->first, next->first - 1, static_cast<std::uint32_t>(now.clusters),
                        static_cast<std::uint64_t>(now.persistence), false});
    }
    mark_stable(runs);
    return runs;
}

}  // namespace asterism
