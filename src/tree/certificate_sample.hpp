/// Which rows a certificate looks at when it cannot look at all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tree/path_maximum.hpp"

namespace asterism::tree {

struct CertificateSample {
    std::vector<std::uint32_t> places;  ///< in the line of the path maxima, ascending
    std::uint64_t cuts = 0;             ///< edges of which a whole side is among them
};

/// About `rows` places: half of them rows by chance; half the sides of edges chosen by chance, the whole smaller side
/// where it has few rows, some of it otherwise. The same for the same arguments.
[[nodiscard]] CertificateSample sample_rows(const PathMaximum& paths, std::span<const Edge> tree, std::size_t rows);

}  // namespace asterism::tree
