/// What the filter usually meets, by the size of the data alone: what a forecast must assume before it has seen a row.
///
/// Measured on sentence embeddings of mixed texts, 11k to 100k rows, 384 to 1,536 dimensions. Data without structure
/// (every direction alike) takes wider heads and more time.
#pragma once

#include <cstddef>

#include "asterism/options.hpp"

namespace asterism {

/// One clustering by its size.
struct WorkSize {
    std::size_t rows = 0;
    std::size_t dimensions = 0;
    std::size_t min_samples = 0;  ///< m
    std::size_t list_length = 0;  ///< K
    bool filtered = false;        ///< by integers, or every distance computed
    Ties ties = Ties::canonical;
    int threads = 1;
};
[[nodiscard]] WorkSize work_size(std::size_t rows, std::size_t dimensions, const ClusterOptions& options);

/// Coordinates of the filter's first stage.
[[nodiscard]] std::size_t typical_head_width(const WorkSize& size);
/// Share of all pairs that pass the first stage of the search for neighbours.
[[nodiscard]] double typical_survivors(const WorkSize& size);
/// Share of all pairs that the spanning tree's search compares again.
[[nodiscard]] double typical_tree_pairs(const WorkSize& size);

}  // namespace asterism
