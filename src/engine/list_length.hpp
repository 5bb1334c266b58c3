/// How long neighbour lists should be for a hierarchy.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "asterism/options.hpp"

namespace asterism {

/// Neighbours that a list holds where there are so many: more than min_samples may ask for, because longer lists leave
/// fewer pairs to the spanning tree's search. The more rows, the less they cost the search for neighbours, so it is 12
/// up to 100,000 rows and 4 more with each doubling. Measured on sentence embeddings, 12,000 to 400,000 rows; flat.
[[nodiscard]] inline std::size_t list_length(std::size_t rows, std::size_t min_samples, Ties ties) {
    if (ties == Ties::hdbscan) return min_samples;
    const double doublings = std::max(0.0, std::log2(static_cast<double>(rows) / 100'000));
    return std::max(min_samples, 12 + static_cast<std::size_t>(4 * doublings));
}

}  // namespace asterism
