/// An order of the rows in which similar ones are near each other, so that tiles are tight.
///
/// Spherical k-means on heads (Dhillon, Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering",
/// Machine Learning 42, 2001) over a sample, all rows to their nearest centre, centres chained greedily by similarity.
/// Only speed depends on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "neighbors/certified/filter_rows.hpp"
#include "neighbors/certified/head_basis.hpp"

namespace asterism::neighbors::certified {

/// So many rows a centre (below the size of a tile, so that tiles hold whole groups), and so many centres at most.
inline constexpr std::size_t kRowsPerCentre = 256;
inline constexpr std::size_t kMostCentres = 512;

class RowLayout {
 public:
    /// Finds the centres. Memory: a sample of heads.
    RowLayout(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads);

    /// The row at `first + r` has head r (count x basis.columns). From any thread, each row once.
    void see(std::size_t first, std::size_t count, const float* heads);

    /// Once all rows were seen: positions in `rows`, in the order of the layout.
    [[nodiscard]] std::vector<std::uint32_t> order() const;

 private:
    void train(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads);
    void normalise(int threads);
    void nearest(const float* heads, std::size_t rows, std::uint32_t* centres) const;
    [[nodiscard]] std::vector<std::uint32_t> chain() const;

    std::size_t count_ = 0;            ///< of centres, a multiple of simd::kProductColumns
    std::size_t length_ = 0;           ///< basis.columns
    std::vector<float> centres_;       ///< count x length, unit rows or zero
    std::vector<float> matrix_;        ///< length x count: the same as columns
    std::vector<std::uint32_t> seen_;  ///< nearest centre of each row
};

}  // namespace asterism::neighbors::certified
