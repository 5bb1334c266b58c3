#include "neighbors/certified/quantized_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "neighbors/certified/exact_rows.hpp"

namespace asterism::neighbors::certified {
namespace {

using testing::dot;
using testing::Exact;
using testing::length;

constexpr std::size_t kRows = 70;

/// Calls body(rows, u) for rows of every kind, metric and some dimensions, the last of several thousand bytes.
template <class Body>
void for_each_quantized(const Body& body) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto kind : testing::kKinds) {
            for (const std::size_t d : {1UL, 6UL, 64UL, 65UL, 384UL, 1600UL}) {
                const Matrix matrix = testing::rows_of(kind, kRows, d, static_cast<std::uint32_t>(d));
                const MetricSpace space(matrix.view(), metric, 2);
                const FilterRows filter(space, testing::all_rows(kRows), 2);
                const QuantizedRows rows(filter, testing::all_rows(kRows), 2, Observer());
                SCOPED_TRACE(std::to_string(static_cast<int>(kind)) + ", d " + std::to_string(d));
                body(rows, testing::exact_rows(filter));
            }
        }
    }
}

}  // namespace

TEST(QuantizedRows, EachKnowsHowLongItIsAndAtLeastWhatRoundingLost) {
    for_each_quantized([](const QuantizedRows& rows, const std::vector<std::vector<Exact>>& u) {
        for (std::size_t i = 0; i < kRows; ++i) {
            const auto row = rows.row(i);
            std::vector<Exact> kept(u[i].size());
            std::vector<Exact> lost = u[i];
            std::int32_t sum = 0;
            for (std::size_t k = 0; k < kept.size(); ++k) {
                kept[k] = Exact{row.is.scale} * row.bytes[k];
                lost[k] -= kept[k];
                sum += row.bytes[k];
            }
            ASSERT_EQ(row.is.sum, sum);
            ASSERT_NEAR(static_cast<double>(length(kept)), row.is.norm, 1e-7);
            ASSERT_GE(Exact{row.is.reach}, length(kept) + length(lost));
        }
    });
}

TEST(QuantizedRows, BoundsEncloseEveryDotProduct) {
    const auto others = testing::all_rows(kRows);
    std::vector<std::int32_t> dots(kRows);
    std::vector<QuantizedRows::Bounds> bounds(kRows);
    for_each_quantized([&](const QuantizedRows& rows, const std::vector<std::vector<Exact>>& u) {
        for (std::size_t i = 0; i < kRows; ++i) {
            rows.bounds(rows.row(i), others, dots.data(), bounds.data());
            for (std::size_t j = 0; j < kRows; ++j) {
                const Exact product = dot(u[i], u[j]);
                ASSERT_LE(Exact{bounds[j].lower}, product);
                ASSERT_GE(Exact{bounds[j].upper}, product);
                ASSERT_LT(bounds[j].upper - bounds[j].lower, 0.5F);
            }
        }
    });
}

/// The bound in long double, from the same bytes: what float32 makes of it may not be below.
TEST(QuantizedRows, TheAllowanceCoversTheFloatArithmetic) {
    const auto others = testing::all_rows(kRows);
    std::vector<std::int32_t> dots(kRows);
    std::vector<QuantizedRows::Bounds> bounds(kRows);
    double least = 1;
    for_each_quantized([&](const QuantizedRows& rows, const std::vector<std::vector<Exact>>& u) {
        for (std::size_t i = 0; i < kRows; ++i) {
            const auto a = rows.row(i);
            rows.bounds(a, others, dots.data(), bounds.data());
            for (std::size_t j = 0; j < kRows; ++j) {
                const auto b = rows.row(j);
                std::int64_t kept = 0;
                for (std::size_t k = 0; k < u[i].size(); ++k)
                    kept += a.bytes[k] * b.bytes[k];
                const Exact slack = Exact{a.is.reach} * b.is.reach - Exact{a.is.norm} * b.is.norm;
                const Exact exact = Exact{a.is.scale} * b.is.scale * Exact(kept) + slack;
                ASSERT_GE(Exact{bounds[j].upper}, exact + 1e-6L);
                least = std::min(least, static_cast<double>(Exact{bounds[j].upper} - exact));
            }
        }
    });
    EXPECT_LT(least, 3e-6);  // without the allowance some would be below
}

TEST(QuantizedRows, ReachingLeavesNoneOutThatComesToItsNeed) {
    const auto others = testing::all_rows(kRows);
    std::vector<std::int32_t> dots(kRows);
    std::vector<QuantizedRows::Bounds> bounds(kRows);
    std::vector<QuantizedRows::Reaching> reaching(kRows);
    std::vector<float> needed(kRows);
    for_each_quantized([&](const QuantizedRows& rows, const std::vector<std::vector<Exact>>& u) {
        for (std::size_t i = 0; i < kRows; ++i) {
            for (std::size_t j = 0; j < kRows; ++j) {  // every other row just comes to it, the others miss it by far
                const auto product = static_cast<float>(dot(u[i], u[j]));
                needed[j] = j % 2 == 0 ? std::nextafter(product, -2.0F) : product + 0.2F;
            }
            const std::size_t count = rows.reaching(rows.row(i), others, needed.data(), dots.data(), reaching.data());
            rows.bounds(rows.row(i), others, dots.data(), bounds.data());
            std::size_t at = 0;
            for (std::uint32_t j = 0; j < kRows; ++j) {
                if (bounds[j].upper < needed[j]) continue;
                ASSERT_LT(at, count);
                ASSERT_EQ(reaching[at].at, j);
                ASSERT_EQ(reaching[at++].upper, bounds[j].upper);
            }
            ASSERT_EQ(at, count);
            ASSERT_GE(count, kRows / 2);
            ASSERT_LT(count, kRows);
        }
    });
}

}  // namespace asterism::neighbors::certified
