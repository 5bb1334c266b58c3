#include "graph/exp_of_minus.hpp"

#include <bit>
#include <cstdint>

namespace asterism::graph {
namespace {

constexpr double kLog2OfE = 0x1.71547652b82fep+0;
/// ln 2 as a number of 32 bits, whose small multiples are exact, and the rest.
constexpr double kLn2High = 0x1.62e42feep-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kLargest = 707.0;

/// The Taylor series of e^r up to r^13: for |r| <= ln 2 / 2 what is left out is below 5e-18.
double exp_near_zero(double r) {
    constexpr double kCoefficients[] = {
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
        1.0 / 720,        1.0 / 120,       1.0 / 24,       1.0 / 6,       1.0 / 2,      1.0,         1.0};
    double sum = 0;
    for (const double coefficient : kCoefficients)
        sum = sum * r + coefficient;
    return sum;
}

double power_of_two(int exponent) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + exponent) << 52);
}

}  // namespace

double exp_of_minus(double x) {
    if (!(x < kLargest)) return 0;
    const int halvings = static_cast<int>(x * kLog2OfE + 0.5);
    const double r = (halvings * kLn2High - x) + halvings * kLn2Low;  // -x = r - halvings ln 2
    return exp_near_zero(r) * power_of_two(-halvings);
}

}  // namespace asterism::graph
