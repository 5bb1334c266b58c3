#include "neighbors/certified/filter_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "neighbors/certified/exact_rows.hpp"

namespace asterism::neighbors::certified {
namespace {

using testing::dot;
using testing::Exact;
using testing::length;

/// Calls body(filter, u of all rows) for every kind of rows, metric and some dimensions.
template <class Body>
void for_each_filter(const Body& body) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto kind : testing::kKinds) {
            for (const std::size_t d : {1UL, 5UL, 64UL, 130UL}) {
                const Matrix matrix = testing::rows_of(kind, 60, d, static_cast<std::uint32_t>(d));
                const MetricSpace space(matrix.view(), metric, 1);
                const FilterRows filter(space, testing::all_rows(60), 1);
                body(filter, testing::exact_rows(filter));
            }
        }
    }
}

}  // namespace

TEST(FilterRows, LieInTheBallAndTheirHalfNormsAreThoseOfTheDefinition) {
    for_each_filter([](const FilterRows& filter, const std::vector<std::vector<Exact>>& u) {
        for (RowIndex i = 0; i < u.size(); ++i) {
            EXPECT_LE(dot(u[i], u[i]), 1 + 1e-15L);
            EXPECT_TRUE(filter.in_ball(i));
            EXPECT_NEAR(static_cast<double>(dot(u[i], u[i]) / 2), filter.half_norm(i), 1e-13);
        }
    });
}

TEST(FilterRows, CopiesAreOffByNoMoreThanTheStatedRounding) {
    for_each_filter([](const FilterRows& filter, const std::vector<std::vector<Exact>>& u) {
        const auto rows = testing::all_rows(u.size());
        std::vector<float> values(rows.size() * filter.dimensions());
        filter.copy(rows, values.data());
        for (RowIndex i = 0; i < u.size(); ++i) {
            std::vector<Exact> off = u[i];
            for (std::size_t k = 0; k < off.size(); ++k)
                off[k] -= Exact{values[i * off.size() + k]};
            EXPECT_LE(length(off), Exact{FilterRows::kRounding});
        }
    });
}

TEST(FilterRows, AReachIsNeverLessThanThatOfItsLimit) {
    std::mt19937_64 random(1);
    for_each_filter([&](const FilterRows& filter, const auto&) {
        for (int trial = 0; trial < 200; ++trial) {
            const double limit =
                std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 120) - 110);
            const Exact scaled = Exact{filter.factor()} * Exact{limit};
            const Exact exact = filter.cosine() ? Exact{limit} : scaled * scaled / 2;
            ASSERT_GE(Exact{filter.reach(limit)}, exact);
        }
        EXPECT_EQ(filter.reach(std::numeric_limits<double>::infinity()), std::numeric_limits<double>::infinity());
        EXPECT_LT(filter.reach(-1.0), 0);
    });
}

TEST(FilterRows, TheLimitOfAReachIsNeverLessThanNeeded) {
    std::mt19937_64 random(2);
    for_each_filter([&](const FilterRows& filter, const auto&) {
        for (int trial = 0; trial < 200; ++trial) {
            const double reach = std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 60) - 110);
            const Exact scaled = Exact{filter.factor()} * Exact{filter.limit(reach)};
            ASSERT_GE(filter.cosine() ? Exact{filter.limit(reach)} : scaled * scaled / 2, Exact{reach});
        }
        EXPECT_EQ(filter.limit(-1.0), filter.cosine() ? -1.0 : 0.0);
    });
}

TEST(FilterRows, APairIsWithinALimitExactlyWhenItsDotProductComesToWhatTheReachAllows) {
    for_each_filter([](const FilterRows& filter, const std::vector<std::vector<Exact>>& u) {
        for (RowIndex i = 0; i < u.size(); ++i) {
            for (RowIndex j = 0; j < i; ++j) {
                const double distance = filter.space().distance(i, j);
                const Exact product = dot(u[i], u[j]);
                const auto allowed = [&](double limit) {
                    return Exact{filter.half_norm(i)} + Exact{filter.half_norm(j)} - Exact{filter.reach(limit)};
                };
                ASSERT_GE(product, allowed(distance) - 1e-13L);
                if (filter.reach(distance) < 1e-9) continue;  // below the noise of float64 nothing is exact
                ASSERT_LT(product, allowed(distance * (1 - 1e-3)) + 1e-13L);
            }
        }
    });
}

TEST(FilterRows, ForeignRowsAreMovedAndScaledAlikeAndTheFarOnesKnownToBeOutside) {
    const Matrix matrix = testing::rows_of(testing::Kind::gaussian, 80, 9, 4);
    Matrix foreign = testing::rows_of(testing::Kind::gaussian, 40, 9, 5);
    for (std::size_t k = 0; k < 9; ++k)
        foreign.row(7)[k] *= 50.0F;
    const MetricSpace space(matrix.view(), Metric::euclidean, 1);
    const MetricSpace foreign_space(foreign.view(), Metric::euclidean, 1);
    const FilterRows filter(space, testing::all_rows(80), 1);
    const FilterRows others(filter, foreign_space, 1);
    EXPECT_EQ(others.factor(), filter.factor());
    const auto u = testing::exact_rows(filter);
    const auto v = testing::exact_rows(others);
    for (RowIndex i = 0; i < 40; ++i) {
        EXPECT_EQ(others.in_ball(i), dot(v[i], v[i]) <= 1);
        for (RowIndex j = 0; j < 80; ++j) {
            const double reach = filter.reach(foreign_space.distance_to(space, i, j));
            EXPECT_NEAR(static_cast<double>(dot(v[i], u[j])), others.half_norm(i) + filter.half_norm(j) - reach,
                        1e-9 * (1 + others.half_norm(i)));
        }
    }
    EXPECT_FALSE(others.in_ball(7));
}

}  // namespace asterism::neighbors::certified
