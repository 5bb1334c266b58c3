#include "graph/exp_of_minus.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace asterism::graph {

TEST(ExpOfMinus, IsWithinTwoUnitsOfTheLastPlace) {
    std::mt19937_64 random(3);
    for (int i = 0; i < 200'000; ++i) {
        const double x = std::ldexp(static_cast<double>(random() >> 11), -53) * (i % 2 == 0 ? 4.0 : 700.0);
        const double expected = std::exp(-x);
        const double unit = std::nextafter(expected, 2.0) - expected;
        ASSERT_LE(std::abs(exp_of_minus(x) - expected), 2 * unit) << x;
    }
}

TEST(ExpOfMinus, HasTheseBitsOnEveryMachine) {
    EXPECT_EQ(exp_of_minus(0), 1.0);
    EXPECT_EQ(exp_of_minus(0.25), 0x1.8ebef9eac820bp-1);
    EXPECT_EQ(exp_of_minus(1), 0x1.78b56362cef38p-2);
    EXPECT_EQ(exp_of_minus(10), 0x1.7cd79b5647c9ap-15);
    EXPECT_EQ(exp_of_minus(123.456), 0x1.da9fb9e4ee72p-179);
}

TEST(ExpOfMinus, EndsInZeroAndNeverRises) {
    EXPECT_EQ(exp_of_minus(707), 0);
    EXPECT_EQ(exp_of_minus(std::numeric_limits<double>::infinity()), 0);
    double last = 1;
    for (double x = 0; x < 710; x += 0.01) {
        ASSERT_LE(exp_of_minus(x), last) << x;
        last = exp_of_minus(x);
    }
}

}  // namespace asterism::graph
