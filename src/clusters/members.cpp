#include "clusters/members.hpp"

#include <algorithm>
#include <cstddef>

namespace asterism::clusters {

std::vector<std::vector<RowIndex>> members_of(std::span<const std::int32_t> labels, std::span<const RowIndex> rows) {
    std::int32_t largest = -1;
    for (const std::int32_t label : labels)
        largest = std::max(largest, label);
    std::vector<std::vector<RowIndex>> members(static_cast<std::size_t>(largest + 1));
    for (const RowIndex row : rows) {
        if (labels[row] >= 0) members[static_cast<std::size_t>(labels[row])].push_back(row);
    }
    return members;
}

}  // namespace asterism::clusters
