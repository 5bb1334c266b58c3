#include "engine/typical_data.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "engine/list_length.hpp"
#include "neighbors/certified/certified_index.hpp"

namespace asterism {
namespace {

double doublings_of(const WorkSize& size, double from) {
    return std::log2(std::max(1.0, static_cast<double>(size.rows)) / from);
}

}  // namespace

WorkSize work_size(std::size_t rows, std::size_t dimensions, const ClusterOptions& options) {
    const std::size_t others = std::max<std::size_t>(rows, 2) - 1;
    const auto asked = static_cast<std::size_t>(std::max(1, options.min_samples.value_or(options.min_cluster_size)));
    return {.rows = rows,
            .dimensions = dimensions,
            .min_samples = std::min(others, asked),
            .list_length = std::min(others, list_length(rows, std::min(others, asked), options.ties)),
            .filtered = rows >= neighbors::certified::kFilterFrom,
            .ties = options.ties,
            .threads = thread_count(options.threads)};
}

std::size_t typical_head_width(const WorkSize& size) {
    if (!size.filtered) return 0;
    if (size.dimensions <= 64) return (size.dimensions + 3) / 4 * 4;
    return std::clamp<std::size_t>(size.dimensions / 2 / 32 * 32, 64, 208);
}

double typical_survivors(const WorkSize& size) {
    return std::clamp(0.0112 * std::exp2(-0.75 * doublings_of(size, 100'000)), 0.003, 0.043);
}

double typical_tree_pairs(const WorkSize& size) {
    // Lists longer than m settle merges: against K / m = 1.6 the share rises slowly to K / m = 1.2, from there steeply
    // to more than four times as much at K = m; beyond 1.6 it falls little.
    const double shorter = static_cast<double>(size.min_samples) / static_cast<double>(size.list_length);
    const double factor =
        shorter <= 1 / 1.2 ? std::max(0.7, std::pow(1.6 * shorter, 1.2)) : 1.41 * std::pow(1.2 * shorter, 6.0);
    // Beyond the real sets, 105k rows, measured with copies of rows turned by 2 to 8 degrees: they crowd the lists.
    const double doublings = doublings_of(size, 100'000);
    return std::clamp((0.195 + (doublings > 0 ? 0.1 : 0.035) * doublings) * factor, 0.01, 0.8);
}

}  // namespace asterism
