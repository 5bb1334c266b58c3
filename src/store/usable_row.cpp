#include "store/usable_row.hpp"

#include <array>
#include <cmath>

namespace asterism::store {
namespace {

/// Eight lanes, so that compilers may use wide registers. Squares of finite float32 are at most 2^256 and at least
/// 2^-298: the sum is finite exactly when all values are, and zero exactly when all values are.
double sum_of_squares(std::span<const float> row) {
    std::array<double, 8> lanes{};
    std::size_t k = 0;
    for (; k + lanes.size() <= row.size(); k += lanes.size()) {
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            const double x = row[k + lane];
            lanes[lane] += x * x;
        }
    }
    double sum = 0;
    for (; k < row.size(); ++k)
        sum += static_cast<double>(row[k]) * row[k];
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

}  // namespace

std::optional<Rejection> unusable(std::span<const float> row, bool reject_zero_norm) {
    const double sum = sum_of_squares(row);
    if (!std::isfinite(sum)) return Rejection::not_finite;
    if (reject_zero_norm && sum == 0) return Rejection::zero_norm;
    return std::nullopt;
}

std::vector<UnusableRow> unusable_rows(MatrixView vectors, bool reject_zero_norm) {
    std::vector<UnusableRow> found;
    for (std::size_t i = 0; i < vectors.rows; ++i) {
        if (const auto reason = unusable(vectors[i], reject_zero_norm))
            found.push_back({static_cast<RowIndex>(i), *reason});
    }
    return found;
}

}  // namespace asterism::store
