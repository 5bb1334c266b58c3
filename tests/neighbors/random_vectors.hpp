/// Small random data with the unpleasant properties of real data: ties, exact copies, scaled copies, grids.
#pragma once

#include <cstdint>
#include <random>

#include "asterism/matrix.hpp"

namespace asterism::testing {

enum class Shape : unsigned char { gaussian, grid, copies, scaled_copies };
inline constexpr Shape kShapes[] = {Shape::gaussian, Shape::grid, Shape::copies, Shape::scaled_copies};

/// n x d, no zero row. The generator is fully specified by the standard; only differences of its raw values are used.
inline Matrix random_vectors(std::size_t n, std::size_t d, Shape shape, std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto uniform = [&] { return static_cast<float>(random() % 2001) / 1000.0F - 1.0F; };
    Matrix matrix(d, n);
    for (std::size_t i = 0; i < n; ++i) {
        float* row = matrix.add_row();
        const bool copy = i > 0 && (shape == Shape::copies || shape == Shape::scaled_copies) && random() % 3 != 0;
        const std::size_t source = copy ? random() % i : 0;
        const float scale = shape == Shape::scaled_copies ? static_cast<float>(1U << (random() % 4)) : 1.0F;
        for (std::size_t k = 0; k < d; ++k) {
            if (copy)
                row[k] = matrix.row(source)[k] * scale;
            else if (shape == Shape::grid)
                row[k] = static_cast<float>(random() % 3);
            else
                row[k] = uniform();
        }
        if (!copy) row[random() % d] += 4.0F;
    }
    return matrix;
}

}  // namespace asterism::testing
