#include "neighbors/certified/head_basis.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "linear/subspace.hpp"
#include "neighbors/certified/head_width.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kSample = 3072;    // rows: enough to know some hundred directions
constexpr std::size_t kWidest = 320;     // wider heads have never paid; then the whole row is taken
constexpr std::size_t kNarrowRows = 64;  // rows that short are their own head

/// ||B'B - I||_F of the float32 matrix, with room for the rounding of this very sum.
double deviation(const HeadBasis& basis, int threads) {
    linear::Columns columns(basis.depth, basis.width);
    for (std::size_t c = 0; c < basis.width; ++c) {
        for (std::size_t k = 0; k < basis.depth; ++k) {
            columns.column(c)[k] = static_cast<double>(basis.matrix[k * basis.columns + c]);
        }
    }
    std::vector<double> squared(basis.width, 0.0);
    parallel_for(basis.width, threads, [&](std::size_t c, int) {
        for (std::size_t e = 0; e < basis.width; ++e) {
            const double off = columns.dot(columns.column(c), columns.column(e)) - (c == e ? 1.0 : 0.0);
            squared[c] += off * off;
        }
    });
    double sum = 0;
    for (const double value : squared)
        sum += value;
    return std::sqrt(sum) * 1.0001 + 1e-12;
}

/// The first `width` directions, mixed by a random rotation.
HeadBasis rotated(const linear::Columns& directions, std::size_t width, int threads) {
    linear::Columns rotation(width, width);
    rotation.fill_normal(2, threads);
    rotation.orthonormalise(2, threads);
    const std::size_t d = directions.length();
    HeadBasis basis{d, width, linear::padded(width), {}, 0.0, false};
    basis.matrix.assign(d * basis.columns, 0.0F);
    parallel_for(d, threads, [&](std::size_t k, int) {
        std::vector<double> line(width);
        for (std::size_t e = 0; e < width; ++e)
            line[e] = directions.column(e)[k];
        for (std::size_t c = 0; c < width; ++c) {
            basis.matrix[k * basis.columns + c] = static_cast<float>(rotation.dot(line.data(), rotation.column(c)));
        }
    });
    basis.deviation = deviation(basis, threads);
    return basis;
}

}  // namespace

HeadBasis whole_rows(std::size_t dimensions) {
    const std::size_t width = (dimensions + 3) / 4 * 4;
    HeadBasis basis{dimensions, width, linear::padded(width), {}, 0.0, true};
    basis.matrix.assign(dimensions * basis.columns, 0.0F);  // unit columns
    for (std::size_t k = 0; k < dimensions; ++k)
        basis.matrix[k * basis.columns + k] = 1.0F;
    return basis;
}

HeadBasis make_head_basis(const FilterRows& filter, std::span<const RowIndex> rows, std::size_t k, int threads) {
    const std::size_t d = filter.dimensions();
    const std::size_t widest = std::min(kWidest, d / kWidthStep * kWidthStep);
    if (d <= kNarrowRows) return whole_rows(d);
    const std::size_t count = std::min(rows.size(), kSample);
    const RowSample sample = sample_of(filter, even_sample(rows, count), threads);
    const linear::Columns directions = linear::leading_directions(sample.values, count, d, widest, threads);
    const std::size_t width =
        cheapest_width(filter, rows, sample, linear::as_matrix(directions, widest, linear::padded(widest)),
                       linear::padded(widest), widest, k, threads);
    return width >= d ? whole_rows(d) : rotated(directions, width, threads);
}

std::vector<float> heads_of(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows) {
    std::vector<float> values(rows.size() * basis.depth);
    filter.copy(rows, values.data());
    std::vector<float> heads(rows.size() * basis.columns);
    if (basis.complete) {  // what a product with unit columns gives
        for (std::size_t r = 0; r < rows.size(); ++r)
            std::copy_n(&values[r * basis.depth], basis.depth, &heads[r * basis.columns]);
        return heads;
    }
    simd::row_times_matrix(simd::active_target(), values.data(), rows.size(), basis.depth, basis.matrix.data(),
                           basis.depth, basis.columns, heads.data());
    return heads;
}

}  // namespace asterism::neighbors::certified
