#include "neighbors/duplicates.hpp"

#include <cstring>
#include <limits>

#include "neighbors/canonical_rank.hpp"

namespace asterism::neighbors {
namespace {

/// By rank of its first row: the rows that each group stands for.
std::vector<std::uint32_t> group_sizes(const Duplicates& duplicates, const CanonicalOrder& order,
                                       std::span<const std::uint32_t> weights) {
    std::vector<std::uint32_t> sizes(duplicates.copies);
    if (weights.empty()) return sizes;
    for (Rank r = 0, first = 0; r < sizes.size(); ++r) {
        if (duplicates.copies[r] > 0) first = r;
        sizes[r] = 0;
        sizes[first] += weights[order.row[r]];
    }
    return sizes;
}

/// The m-th nearest of a representative's own copies and the groups in its list, which are sorted by distance.
double core_distance(RowIndex representative, std::span<const std::uint32_t> sizes, const CanonicalOrder& order,
                     const Neighbors& lists, std::size_t m) {
    std::size_t counted = sizes[order.rank[representative]] - 1;
    if (counted >= m) return 0.0;
    for (std::size_t e = 0; e < lists.k; ++e) {
        counted += sizes[order.rank[lists.rows_of(representative)[e]]];
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
                                   std::size_t m, std::span<const std::uint32_t> weights) {
    const auto sizes = group_sizes(duplicates, order, weights);
    std::vector<double> core(order.row.size());
    for (const RowIndex representative : duplicates.representatives) {
        const Rank first = order.rank[representative];
        const double distance = core_distance(representative, sizes, order, lists, m);
        for (Rank r = first; r < first + duplicates.copies[first]; ++r)
            core[order.row[r]] = distance;
    }
    return core;
}

}  // namespace asterism::neighbors
