#include "graph/neighbor_strengths.hpp"

#include <algorithm>
#include <cassert>

#include "graph/exp_of_minus.hpp"

namespace asterism::graph {
namespace {

constexpr int kHalvings = 50;
constexpr double kLeast = 1e-3, kMost = 1e3;  // of the mean distance

/// log2(k), correctly rounded; no list is longer than 15.
constexpr double kLog2[] = {0,
                            0,
                            1,
                            0x1.95c01a39fbd68p+0,
                            2,
                            0x1.2934f0979a371p+1,
                            0x1.4ae00d1cfdeb4p+1,
                            0x1.675767f54042dp+1,
                            3,
                            0x1.95c01a39fbd68p+1,
                            0x1.a934f0979a371p+1,
                            0x1.bacea7c065d42p+1,
                            0x1.cae00d1cfdeb4p+1,
                            0x1.d9a802391e233p+1,
                            0x1.e75767f54042dp+1,
                            0x1.f414fdb498226p+1};

double sum_of_strengths(std::span<const double> distances, double sigma) {
    double sum = 0;
    for (const double distance : distances)
        sum += exp_of_minus((distance - distances.front()) / sigma);
    return sum;
}

double find_sigma(std::span<const double> distances) {
    double sum = 0;
    for (const double distance : distances)
        sum += distance;
    const double mean = sum / static_cast<double>(distances.size());
    double low = kLeast * mean;
    double high = kMost * mean;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (sum_of_strengths(distances, middle) < kLog2[distances.size()] ? low : high) = middle;
    }
    return high;
}

}  // namespace

void neighbor_strengths(std::span<const double> distances, std::span<double> strengths) {
    assert(distances.size() < std::size(kLog2));
    if (distances.size() <= 1 || distances.front() == distances.back()) {
        std::fill(strengths.begin(), strengths.end(), 1.0);
        return;
    }
    const double sigma = find_sigma(distances);
    for (std::size_t j = 0; j < distances.size(); ++j)
        strengths[j] = exp_of_minus((distances[j] - distances.front()) / sigma);
}

}  // namespace asterism::graph
