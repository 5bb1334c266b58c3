#include <span>

#include "asterism/extraction.hpp"

namespace asterism {

std::vector<LinkageRow> single_linkage(const Hierarchy& hierarchy) {
    const Dendrogram& dendrogram = hierarchy.dendrogram;
    const std::uint32_t n = dendrogram.points();
    std::vector<LinkageRow> rows;
    rows.reserve(n > 0 ? n - 1 : 0);
    std::vector<std::uint32_t> number(hierarchy.row_of_point.begin(), hierarchy.row_of_point.end());  // by node
    for (Dendrogram::Node node = n; node < dendrogram.nodes(); ++node) {
        const auto children = dendrogram.children(node);
        std::uint32_t joined = number[children.front()];
        std::uint32_t size = dendrogram.size(children.front());
        for (const Dendrogram::Node child : children.subspan(1)) {
            size += dendrogram.size(child);
            rows.push_back({joined, number[child], dendrogram.weight(node), size});
            joined = n + static_cast<std::uint32_t>(rows.size()) - 1;
        }
        number.push_back(joined);
    }
    return rows;
}

}  // namespace asterism
