#include "pipeline/run/option_notes.hpp"

#include <fmt/format.h>

namespace asterism::pipeline {
namespace {

std::string counted(std::int64_t count, const char* noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::vector<std::string> option_notes(const ClusterOptions& options, std::size_t rows, const LimitLosses& losses) {
    const auto n = static_cast<std::int64_t>(rows);
    std::vector<std::string> notes;
    if (options.min_cluster_size > n)
        notes.push_back(fmt::format("--min-cluster-size {} is more than the {} there are, so {} can be a cluster",
                                    options.min_cluster_size, counted(n, "vector"),
                                    options.allow_single_cluster ? "only all together" : "no part of them"));
    if (options.min_samples && *options.min_samples >= n && n > 1)
        notes.push_back(fmt::format("--min-samples {} is more than the {} that a vector has here, so {} is used",
                                    *options.min_samples, counted(n - 1, "neighbour"), n - 1));
    if (losses.rows > 0)
        notes.push_back(fmt::format(
            "--max-cluster-size {} made noise of {} in {}: one that does not split into smaller ones is dropped",
            options.max_cluster_size, counted(losses.rows, "vector"), counted(losses.clusters, "larger cluster")));
    return notes;
}

}  // namespace asterism::pipeline
