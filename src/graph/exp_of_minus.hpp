/// e^-x with the same bits on every machine: the C library's exp differs between libraries in its last bit.
#pragma once

namespace asterism::graph {

/// For x >= 0, within two units in the last place; 0 where the result would be below 2^-1021. Pure float64 sums and
/// products in one order.
[[nodiscard]] double exp_of_minus(double x);

}  // namespace asterism::graph
