#include "asterism/cluster.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "engine/fit.hpp"

namespace asterism {
namespace {

constexpr std::size_t kBlock = 256;  // rows a task checks

void require(bool holds, const std::string& message) {
    if (!holds) throw Error(ErrorKind::usage, message);
}

void check(const ClusterOptions& options) {
    require(options.min_cluster_size >= 2, "min_cluster_size must be at least 2");
    require(!options.min_samples || *options.min_samples >= 1, "min_samples must be at least 1");
    require(std::isfinite(options.alpha) && options.alpha > 0, "alpha must be a number above 0");
    require(std::isfinite(options.cluster_selection_epsilon) && options.cluster_selection_epsilon >= 0,
            "cluster_selection_epsilon must be a distance of at least 0");
    require(options.max_cluster_size >= 0, "max_cluster_size must be at least 0 (0 = no limit)");
}

void check(MatrixView vectors, Metric metric, std::span<const std::uint32_t> id_rank, int threads) {
    if (vectors.rows == 0 || vectors.cols == 0) throw Error(ErrorKind::data, "there is no vector to cluster");
    require(metric != Metric::precomputed, "a matrix of distances is clustered by cluster_distances");
    require(vectors.rows < (std::size_t{1} << 31), "at most 2147483647 vectors can be clustered at once");
    require(id_rank.empty() || id_rank.size() == vectors.rows, "id_rank must have one value per vector");
    parallel_for((vectors.rows + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t i = block * kBlock; i < std::min(vectors.rows, (block + 1) * kBlock); ++i) {
            const auto row = vectors[i];
            const bool finite = std::all_of(row.begin(), row.end(), [](float x) { return std::isfinite(x); });
            if (!finite) throw Error(ErrorKind::data, "row " + std::to_string(i) + " has a value that is not finite");
            if (metric == Metric::cosine && std::all_of(row.begin(), row.end(), [](float x) { return x == 0; })) {
                throw Error(ErrorKind::data,
                            "row " + std::to_string(i) + " is a zero vector, which has no cosine distance");
            }
        }
    });
}

void check(DistanceMatrixView distances, const Observer& observer, int threads) {
    const std::size_t n = distances.rows;
    if (n == 0) throw Error(ErrorKind::data, "there is no distance to cluster by");
    require(n < (std::size_t{1} << 31), "at most 2147483647 rows can be clustered at once");
    const auto where = [](std::size_t i, std::size_t j) {
        return "the distance in row " + std::to_string(i) + ", column " + std::to_string(j);
    };
    parallel_for(n, threads, observer, [&](std::size_t i, int) {
        for (std::size_t j = 0; j < n; ++j) {
            const double distance = distances.at(i, j);
            if (!std::isfinite(distance) || distance < 0)
                throw Error(ErrorKind::data, where(i, j) + " is not a finite number of at least 0");
            if (distance != distances.at(j, i))
                throw Error(ErrorKind::data, where(i, j) + " is not that of its mirror");
        }
        if (distances.at(i, i) != 0) throw Error(ErrorKind::data, where(i, i) + " is not 0");
    });
}

}  // namespace

Clustering cluster(MatrixView vectors, const ClusterOptions& options, std::span<const std::uint32_t> id_rank,
                   Observer* observer_or_null) {
    Observer silent;
    Stages stages(observer_or_null != nullptr ? *observer_or_null : silent);
    const int threads = thread_count(options.threads);
    check(options);
    stages.begin("prepare");
    check(vectors, options.metric, id_rank, threads);
    const neighbors::MetricSpace space(vectors, options.metric, threads);
    const auto order = neighbors::canonical_order(vectors, id_rank);
    const auto duplicates = neighbors::find_duplicates(vectors, order);
    return fit({space, order, duplicates}, options, stages);
}

Clustering cluster_distances(DistanceMatrixView distances, const ClusterOptions& options, Observer* observer_or_null) {
    Observer silent;
    Stages stages(observer_or_null != nullptr ? *observer_or_null : silent);
    check(options);
    stages.begin("prepare");
    check(distances, stages.observer(), thread_count(options.threads));
    const neighbors::MetricSpace space(distances);
    const auto order = neighbors::input_order(distances.rows);
    const neighbors::Duplicates none{order.row, std::vector<std::uint32_t>(distances.rows, 1)};
    return fit({space, order, none}, options, stages);
}

}  // namespace asterism
