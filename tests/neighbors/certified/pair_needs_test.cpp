#include "neighbors/certified/pair_needs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace asterism::neighbors::certified {
namespace {

using Exact = long double;

struct Row {
    double half, reach;
    RowNeeds needs;
};

Row random_row(std::mt19937_64& random) {
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const double half = random() % 2 == 0 ? 0.5 : 0.5 * uniform();
    const double reach = 2 * std::ldexp(uniform(), -static_cast<int>(random() % 8));
    return {half, reach, RowNeeds(half, reach)};
}

}  // namespace

TEST(PairNeeds, AreNeverMoreThanWhatTheLargerReachAllows) {
    std::mt19937_64 random(6);
    for (int trial = 0; trial < 200'000; ++trial) {
        const Row a = random_row(random), b = random_row(random);
        const Exact exact = Exact{a.half} + Exact{b.half} - std::max(Exact{a.reach}, Exact{b.reach});
        const float needed = needed_by(a.needs, b.needs);
        ASSERT_LE(Exact{needed}, exact - 1e-14L);
        ASSERT_GE(Exact{needed}, exact - 4e-6L);
    }
}

TEST(PairNeeds, OfARowThatLooksForNothingLeaveThoseOfTheOther) {
    const RowNeeds looking(0.5, 0.3), not_looking(0.4, 0.0);
    EXPECT_EQ(needed_by(looking, not_looking), looking.needed + not_looking.half);
    const RowNeeds anything(0.5, std::numeric_limits<double>::infinity());
    EXPECT_EQ(needed_by(anything, looking), -std::numeric_limits<float>::infinity());
}

TEST(PairNeeds, APairAtTheEdgeOfAReachIsNotSurelyBeyondIt) {
    std::mt19937_64 random(7);
    for (int trial = 0; trial < 200'000; ++trial) {
        const Row a = random_row(random), b = random_row(random);
        const double product = a.half + b.half - a.reach;
        const float upper = std::nextafter(static_cast<float>(product), 4.0F);
        ASSERT_FALSE(surely_beyond(upper, a.needs, b.needs, a.reach));
        ASSERT_TRUE(surely_beyond(upper - 1e-5F, a.needs, b.needs, a.reach));
    }
}

TEST(PairNeeds, ACertainReachCoversTheDotProductThatIsCertain) {
    std::mt19937_64 random(8);
    for (int trial = 0; trial < 200'000; ++trial) {
        const Row a = random_row(random), b = random_row(random);
        const auto lower = static_cast<float>(a.half + b.half - a.reach);
        ASSERT_GE(Exact{certain_reach(a.half, b.half, lower)}, Exact{a.half} + Exact{b.half} - Exact{lower} + 1e-14L);
    }
    EXPECT_GT(certain_reach(0.5, 0.5, 1.5F), 0);
}

}  // namespace asterism::neighbors::certified
