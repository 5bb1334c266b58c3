#include "pipeline/run/advice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace asterism::pipeline {
namespace {

/// What else could be tried, with what it does.
std::string other_ways(const ClusterOptions& options, const AlgorithmSettings& algorithm) {
    if (algorithm.topics) return "a smaller --certainty leaves fewer out, a larger --resolution makes smaller topics";
    std::string ways;
    if (!algorithm.attach) ways += "--attach 0.5 gives noise to the cluster that its neighbours lead to, ";
    if (options.method != SelectionMethod::leaf) ways += "--method leaf makes more and smaller clusters, ";
    return ways + "--algorithm topics finds a place for nearly all; cluster --explain shows what each gives";
}

}  // namespace

std::vector<std::string> advice(const RowClusters& clusters, const ClusterOptions& options,
                                const AlgorithmSettings& algorithm) {
    const auto rows = static_cast<std::int64_t>(clusters.labels.size());
    const auto percent = [&](std::int64_t part) { return 100 * part / std::max<std::int64_t>(1, rows); };
    const std::vector<std::int64_t> sizes = clusters.sizes();
    const std::int64_t noise = clusters.count(store::How::noise);
    const std::int64_t largest = sizes.empty() ? 0 : std::ranges::max(sizes);
    std::vector<std::string> sentences;
    if (2 * noise > rows)
        sentences.push_back(
            fmt::format("{} % of the articles are noise: {}", percent(noise), other_ways(options, algorithm)));
    if (3 * largest > rows)
        sentences.push_back(fmt::format("one cluster holds {} % of the articles: {}", percent(largest),
                                        other_ways(options, algorithm)));
    return sentences;
}

}  // namespace asterism::pipeline
