#include "store/usable_row.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace asterism::store {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

}  // namespace

TEST(UsableRow, TheExtremesOfFloat32AreUsable) {
    const float tiny = std::numeric_limits<float>::denorm_min(), huge = std::numeric_limits<float>::max();
    EXPECT_FALSE(unusable(std::vector<float>{0, tiny}, true));
    EXPECT_FALSE(unusable(std::vector<float>(4096, -huge), true));
    EXPECT_EQ(unusable(std::vector<float>{0, -0.0F}, true), Rejection::zero_norm);
    EXPECT_FALSE(unusable(std::vector<float>{0, -0.0F}, false));
    EXPECT_EQ(unusable(std::vector<float>{}, true), Rejection::zero_norm);
    EXPECT_EQ(unusable(std::vector<float>{kInf, -kInf}, false), Rejection::not_finite);
}

TEST(UsableRow, AgreesWithTheObviousRuleAtEveryLengthAndPlace) {
    std::mt19937 random(3);
    for (std::size_t length = 1; length <= 40; ++length) {
        for (std::size_t place = 0; place < length; ++place) {
            for (const float value : {std::nanf(""), kInf, -kInf, 1e-45F, 0.0F}) {
                std::vector<float> row(length, 0.0F);
                if (random() % 2 == 0) row[random() % length] = -1;
                row[place] = value;
                bool finite = true, zero = true;
                for (const float x : row) {
                    finite = finite && std::isfinite(x);
                    zero = zero && x == 0;
                }
                const auto expected = !finite ? std::optional(Rejection::not_finite)
                                      : zero  ? std::optional(Rejection::zero_norm)
                                              : std::nullopt;
                EXPECT_EQ(unusable(row, true), expected) << length << " " << place << " " << value;
            }
        }
    }
}

TEST(UsableRow, UnusableRowsOfAMatrixComeInOrder) {
    const float values[] = {1, 0, 0, 0, kInf, 1, 2, 2};
    const auto found = unusable_rows({values, 4, 2}, true);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].row, 1U);
    EXPECT_EQ(found[0].reason, Rejection::zero_norm);
    EXPECT_EQ(found[1].row, 2U);
    EXPECT_EQ(found[1].reason, Rejection::not_finite);
    EXPECT_EQ(unusable_rows({values, 4, 2}, false).size(), 1U);
}

}  // namespace asterism::store
