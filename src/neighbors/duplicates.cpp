#include "neighbors/duplicates.hpp"

#include <cstring>
#include <limits>

#include "neighbors/canonical_rank.hpp"

namespace asterism::neighbors {
namespace {

/// The m-th nearest of a representative's own copies and the groups in its list, which are sorted by distance.
double core_distance(std::size_t own_copies, RowIndex representative, const Duplicates& duplicates,
                     const CanonicalOrder& order, const Neighbors& lists, std::size_t m) {
    std::size_t counted = own_copies - 1;
    if (counted >= m) return 0.0;
    for (std::size_t e = 0; e < lists.k; ++e) {
        counted += duplicates.copies[order.rank[lists.rows_of(representative)[e]]];
        if (counted >= m) return lists.distances_of(representative)[e];
    }
    return std::numeric_limits<double>::infinity();  // a list too short for m
}

}  // namespace

Duplicates find_duplicates(MatrixView vectors, const CanonicalOrder& order) {
    Duplicates duplicates{{}, std::vector<std::uint32_t>(order.row.size(), 0)};
    for (Rank r = 0, first = 0; r < order.row.size(); ++r) {
        const bool copy = r > 0 && std::memcmp(vectors.row(order.row[r]), vectors.row(order.row[first]),
                                               vectors.cols * sizeof(float)) == 0;
        if (!copy) {
            first = r;
            duplicates.representatives.push_back(order.row[r]);
        }
        ++duplicates.copies[first];
    }
    return duplicates;
}

std::vector<double> core_distances(const Duplicates& duplicates, const CanonicalOrder& order, const Neighbors& lists,
                                   std::size_t m) {
    std::vector<double> core(order.row.size());
    for (const RowIndex representative : duplicates.representatives) {
        const Rank first = order.rank[representative];
        const std::size_t copies = duplicates.copies[first];
        const double distance = core_distance(copies, representative, duplicates, order, lists, m);
        for (Rank r = first; r < first + copies; ++r)
            core[order.row[r]] = distance;
    }
    return core;
}

}  // namespace asterism::neighbors
