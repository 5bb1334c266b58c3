#include "neighbors/duplicates.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/threads.hpp"

namespace asterism::neighbors {
namespace {

/// A group at some distance, by its first rank: groups at one distance follow each other as their members would.
using GroupAt = std::pair<double, Rank>;

std::vector<GroupAt> groups_near(RowIndex representative, const CanonicalOrder& order, const NeighborLists& lists) {
    std::vector<GroupAt> groups{{0.0, order.rank[representative]}};
    for (std::size_t e = 0; e < lists.k() && lists.rows(representative)[e] != kNoRow; ++e) {
        groups.emplace_back(lists.distances(representative)[e], order.rank[lists.rows(representative)[e]]);
    }
    std::sort(groups.begin(), groups.end());
    return groups;
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

void expand_duplicates(const Duplicates& duplicates, const CanonicalOrder& order, NeighborLists& lists, int threads) {
    constexpr std::size_t kBlock = 256;
    const std::size_t count = duplicates.representatives.size();
    parallel_for((count + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t g = block * kBlock; g < std::min(count, (block + 1) * kBlock); ++g) {
            const RowIndex representative = duplicates.representatives[g];
            const Rank own = order.rank[representative];
            const std::vector<GroupAt> groups = groups_near(representative, order, lists);
            for (Rank member = own; member < own + duplicates.copies[own]; ++member) {
                std::size_t e = 0;
                for (const auto& [distance, first] : groups) {
                    for (Rank r = first; r < first + duplicates.copies[first] && e < lists.k(); ++r) {
                        if (r != member) lists.set(order.row[member], e++, distance, order.row[r]);
                    }
                }
            }
        }
    });
}

}  // namespace asterism::neighbors
