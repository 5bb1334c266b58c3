/// The rows of each label.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"

namespace asterism::clusters {

/// Per label its rows, in the order in which `rows` names them all; a label below 0 is none. `labels`: by row.
[[nodiscard]] std::vector<std::vector<RowIndex>> members_of(std::span<const std::int32_t> labels,
                                                            std::span<const RowIndex> rows);

}  // namespace asterism::clusters
