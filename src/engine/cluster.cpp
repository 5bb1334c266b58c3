#include "asterism/cluster.hpp"

#include "engine/check_options.hpp"

namespace asterism {

Clustering cluster(const PreparedRows& rows, const ClusterOptions& options, Observer* observer, SampleWeights weights) {
    return cut(build_hierarchy(rows, options, observer, weights), options);
}

Clustering cluster(MatrixView vectors, const ClusterOptions& options, std::span<const std::uint32_t> id_rank,
                   Observer* observer) {
    check(options);
    return cluster(prepare(vectors, options.metric, id_rank, options.threads, observer), options, observer);
}

Clustering cluster_distances(DistanceMatrixView distances, const ClusterOptions& options, Observer* observer) {
    check(options);
    return cluster(prepare(distances, options.threads, observer), options, observer);
}

}  // namespace asterism
