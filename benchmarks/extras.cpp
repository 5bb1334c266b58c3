/// What can be asked of a clustering afterwards, timed on the vectors of an .npy file; prints one line of JSON,
/// seconds.
///
///     extras_benchmark VECTORS.npy [MIN_CLUSTER_SIZE 10] [THREADS 0] [all|tree]
///
/// tree: only what needs no distances. hierarchy is there for comparison; recut is one `cut` of it; predict and
/// membership_vectors have as queries the first tenth of the rows, moved by a tenth of the row after it.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "asterism/centers.hpp"
#include "asterism/cluster.hpp"
#include "asterism/extraction.hpp"
#include "asterism/membership.hpp"
#include "asterism/prediction.hpp"
#include "asterism/validity.hpp"
#include "base/resources.hpp"
#include "store/files/npy.hpp"

namespace {

using namespace asterism;

Matrix moved_rows(MatrixView rows) {
    Matrix moved(rows.cols, rows.rows / 10);
    for (std::size_t i = 0; i < rows.rows / 10; ++i) {
        float* out = moved.add_row();
        for (std::size_t k = 0; k < rows.cols; ++k)
            out[k] = rows.row(i)[k] + 0.1F * rows.row(i + 1)[k];
    }
    return moved;
}

template <class Body>
auto timed(nlohmann::json& seconds, const char* name, const Body& body) {
    const StageTimer timer;
    auto result = body();
    const ResourceUse use = timer.elapsed();
    seconds[name] = {use.wall_s, use.cpu_s};
    return result;
}

/// What needs distances.
void measure_rows(nlohmann::json& seconds, const PreparedRows& rows, const Clustering& fit,
                  const ClusterOptions& options) {
    const Matrix queries = moved_rows(rows.vectors);
    timed(seconds, "validity_index", [&] { return validity_index(rows, fit.labels).index; });
    timed(seconds, "weighted_medoids", [&] { return weighted_medoids(rows, fit.labels, fit.probabilities); });
    timed(seconds, "soft_all", [&] { return all_points_membership_vectors(fit, rows, 0, options.threads).width; });
    timed(seconds, "soft_top_5", [&] { return all_points_membership_vectors(fit, rows, 5, options.threads).width; });
    const auto search = timed(seconds, "search", [&] { return NeighborSearch(rows, 20, options.threads); });
    timed(seconds, "predict", [&] { return predict(fit, options, search, queries.view()).labels.size(); });
    timed(seconds, "soft_new", [&] { return membership_vectors(fit, options, search, queries.view()).width; });
}

void measure(const char* path, const ClusterOptions& options, bool tree_only) {
    const Matrix matrix = store::read_npy(path);
    nlohmann::json seconds;
    const auto rows = timed(seconds, "prepare", [&] { return prepare(matrix.view(), options.metric); });
    const auto hierarchy = timed(seconds, "hierarchy", [&] { return build_hierarchy(rows, options); });
    const auto fit = timed(seconds, "recut", [&] { return cut(hierarchy, options); });
    timed(seconds, "single_linkage", [&] { return single_linkage(hierarchy); });
    timed(seconds, "dbscan_clustering", [&] { return dbscan_clustering(hierarchy, 0.3); });
    timed(seconds, "cut_to_count", [&] { return cut_to_count(hierarchy, options, fit.cluster_count() / 2 + 1); });
    const auto runs = timed(seconds, "granularities", [&] { return granularities(hierarchy); });
    timed(seconds, "relative_validity", [&] { return relative_validity(fit.spanning_tree, fit.labels); });
    if (!tree_only) measure_rows(seconds, rows, fit, options);
    std::size_t exemplars = 0;
    for (const auto& of_label : fit.prediction.exemplars)
        exemplars += of_label.size();
    const nlohmann::json line = {
        {"rows", matrix.rows()},  {"dimensions", matrix.cols()},  {"clusters", fit.cluster_count()},
        {"exemplars", exemplars}, {"granularities", runs.size()}, {"target", hierarchy.report.target},
        {"seconds", seconds}};
    std::puts(line.dump().c_str());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return std::fputs("usage: extras_benchmark VECTORS.npy [MIN_CLUSTER_SIZE] [THREADS] [all|tree]\n", stderr), 2;
    ClusterOptions options;
    if (argc > 2) options.min_cluster_size = std::stoi(argv[2]);
    if (argc > 3) options.threads = std::stoi(argv[3]);
    try {
        measure(argv[1], options, argc > 4 && std::string(argv[4]) == "tree");
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "%s\n", error.what()), 1;
    }
    return 0;
}
