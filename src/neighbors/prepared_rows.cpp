#include <cmath>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "asterism/neighbors.hpp"
#include "base/require.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/check_vectors.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism {
namespace {

void check(MatrixView vectors, Metric metric, std::span<const std::uint32_t> id_rank, int threads) {
    if (vectors.rows == 0 || vectors.cols == 0) throw Error(ErrorKind::data, "there is no vector to cluster");
    require(metric != Metric::precomputed, "a matrix of distances is clustered by cluster_distances");
    require(vectors.rows < (std::size_t{1} << 31), "at most 2147483647 vectors can be clustered at once");
    require(id_rank.empty() || id_rank.size() == vectors.rows, "id_rank must have one value per vector");
    neighbors::check_rows(vectors, metric, "row", threads);
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

PreparedRows prepare(MatrixView vectors, Metric metric, std::span<const std::uint32_t> id_rank, int threads,
                     Observer* observer) {
    Observer silent;
    const int workers = thread_count(threads);
    PreparedRows rows;
    rows.vectors = vectors;
    rows.metric = metric;
    {
        const Stage stage("prepare", observer != nullptr ? *observer : silent, rows.report);
        check(vectors, metric, id_rank, workers);
        if (metric == Metric::cosine) rows.inverse_norms = neighbors::find_inverse_norms(vectors, workers);
        rows.order = neighbors::canonical_order(vectors, id_rank);
        rows.duplicates = neighbors::find_duplicates(vectors, rows.order);
    }
    return rows;
}

PreparedRows prepare(DistanceMatrixView distances, int threads, Observer* observer) {
    Observer silent;
    Observer& watched = observer != nullptr ? *observer : silent;
    PreparedRows rows;
    rows.distances = distances;
    rows.metric = Metric::precomputed;
    {
        const Stage stage("prepare", watched, rows.report);
        check(distances, watched, thread_count(threads));
        rows.order = neighbors::input_order(distances.rows);
        rows.duplicates = {rows.order.row, std::vector<std::uint32_t>(distances.rows, 1)};
    }
    return rows;
}

}  // namespace asterism
