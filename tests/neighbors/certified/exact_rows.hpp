/// The filter's rows from their definition, in long double: the truth that bounds are held against.
#pragma once

#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "neighbors/certified/filter_rows.hpp"
#include "neighbors/certified/head_basis.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors::certified::testing {

using Exact = long double;

/// Shapes at which bounds are tightest or worst. signs: every coordinate is 1 or -1, so that rounding to int8 loses a
/// part of the row itself. needle: one coordinate holds nearly all. near: all rows almost the same. tiny, huge: the
/// ends of float32.
enum class Kind : unsigned char { gaussian, copies, signs, needle, near, tiny, huge };
inline constexpr Kind kKinds[] = {Kind::gaussian, Kind::copies, Kind::signs, Kind::needle,
                                  Kind::near,     Kind::tiny,   Kind::huge};

inline Matrix rows_of(Kind kind, std::size_t n, std::size_t d, std::uint32_t seed) {
    using asterism::testing::Shape;
    Matrix matrix =
        asterism::testing::random_vectors(n, d, kind == Kind::copies ? Shape::scaled_copies : Shape::gaussian, seed);
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < d; ++k) {
            float& x = matrix.row(i)[k];
            if (kind == Kind::signs) x = random() % 2 == 0 ? 1.0F : -1.0F;
            if (kind == Kind::needle) x *= k == i % d ? 1.0F : 1e-3F;
            if (kind == Kind::near) x = 1.0F + static_cast<float>(k) / 7.0F + x * 1e-3F;
            if (kind == Kind::tiny) x *= 1e-18F;
            if (kind == Kind::huge) x *= 1e18F;
        }
    }
    return matrix;
}

inline std::vector<RowIndex> all_rows(std::size_t n) {
    std::vector<RowIndex> rows(n);
    std::iota(rows.begin(), rows.end(), RowIndex{0});
    return rows;
}

inline Exact dot(const std::vector<Exact>& x, const std::vector<Exact>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), Exact{0});
}
inline Exact length(const std::vector<Exact>& x) {
    return std::sqrt(dot(x, x));
}

/// u of one row.
inline std::vector<Exact> exact_row(const FilterRows& filter, RowIndex row) {
    const auto x = filter.space().vectors()[row];
    std::vector<Exact> u(x.begin(), x.end());
    if (filter.cosine()) {
        const Exact norm = length(u);
        for (Exact& value : u)
            value /= norm;
        return u;
    }
    for (std::size_t k = 0; k < u.size(); ++k)
        u[k] = (u[k] - Exact{filter.centre()[k]}) * Exact{filter.factor()};
    return u;
}

inline std::vector<std::vector<Exact>> exact_rows(const FilterRows& filter) {
    std::vector<std::vector<Exact>> rows;
    for (RowIndex row = 0; row < filter.space().size(); ++row)
        rows.push_back(exact_row(filter, row));
    return rows;
}

/// B'u.
inline std::vector<Exact> exact_head(const HeadBasis& basis, const std::vector<Exact>& u) {
    std::vector<Exact> head(basis.width, 0);
    for (std::size_t k = 0; k < basis.depth; ++k) {
        for (std::size_t c = 0; c < basis.width; ++c)
            head[c] += u[k] * Exact{basis.matrix[k * basis.columns + c]};
    }
    return head;
}

/// |u - B head|.
inline Exact exact_tail(const HeadBasis& basis, std::vector<Exact> u, const std::vector<Exact>& head) {
    for (std::size_t k = 0; k < basis.depth; ++k) {
        for (std::size_t c = 0; c < basis.width; ++c)
            u[k] -= Exact{basis.matrix[k * basis.columns + c]} * head[c];
    }
    return length(u);
}

}  // namespace asterism::neighbors::certified::testing
