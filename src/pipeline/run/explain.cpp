#include "pipeline/run/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/run/cluster_rows.hpp"
#include "pipeline/run/file_rows.hpp"
#include "pipeline/run/row_clusters.hpp"
#include "pipeline/run/run_input.hpp"
#include "pipeline/watched.hpp"

namespace asterism::pipeline {
namespace {

/// The settings with every way in them, so that the forecast is of all the work.
AlgorithmSettings all_ways(AlgorithmSettings algorithm) {
    if (!algorithm.attach) algorithm.attach.emplace();
    if (!algorithm.topics) algorithm.topics.emplace();
    algorithm.topics->layers = false;
    return algorithm;
}

Way described(std::string options, const RowClusters& clusters) {
    const std::vector<std::int64_t> sizes = clusters.sizes();
    return {.options = std::move(options),
            .clusters = std::ssize(sizes),
            .noise = clusters.count(store::How::noise),
            .largest = sizes.empty() ? 0 : std::ranges::max(sizes)};
}

std::string attach_option(const AttachOptions& attaching) {
    return attaching.max_noise ? fmt::format("--max-noise {}", *attaching.max_noise)
                               : fmt::format("--attach {}", attaching.floor);
}

std::string_view name(SelectionMethod method) {
    return method == SelectionMethod::leaf ? "leaf" : "eom";
}

/// By density: as asked, with its noise attached, and by the other selection.
void add_density(std::vector<Way>& ways, Hierarchy hierarchy, const NeighborGraph& graph, ClusterOptions options,
                 const AttachOptions& attaching, Observer* observer) {
    const std::string asked = fmt::format("--method {}", name(options.method));
    Clustering clustering = cut(hierarchy, options);
    const Attachment attachment = attach(graph, clustering.labels, attaching, observer);
    RowClusters clusters = row_clusters(std::move(clustering));
    ways.push_back(described(asked, clusters));
    take_in(clusters, attachment);
    ways.push_back(described(asked + " " + attach_option(attaching), clusters));
    options.method = options.method == SelectionMethod::leaf ? SelectionMethod::eom : SelectionMethod::leaf;
    ways.push_back(
        described(fmt::format("--method {}", name(options.method)), row_clusters(cut(std::move(hierarchy), options))));
}

std::vector<Way> try_all(MatrixView vectors, const ClusterOptions& options, const AlgorithmSettings& algorithm,
                         StageTable& stages, Observer* observer) {
    return stages.run("cluster", [&] {
        const PreparedRows rows = prepare(vectors, options.metric, {}, options.threads, observer);
        ListsAndGraph made;
        Hierarchy hierarchy = hierarchy_beside_graph(rows, options, false, made, observer);
        AttachOptions attaching = *algorithm.attach;
        attaching.threads = options.threads;
        std::vector<Way> ways;
        add_density(ways, std::move(hierarchy), made.graph, options, attaching, observer);
        TopicOptions wanted = *algorithm.topics;
        wanted.min_cluster_size = options.min_cluster_size;
        wanted.threads = options.threads;
        ways.push_back(described("--algorithm topics", row_clusters(find_topics(made.graph, wanted, observer))));
        return ways;
    });
}

}  // namespace

Explanation explain(store::ReaderDBClient& client, const ClusteringSettings& settings, Observer* observer) {
    const Watched watched(client, observer);
    StageTable stages(observer);
    const AlgorithmSettings algorithm = all_ways(settings.algorithm);
    const RunInput input = stages.run(
        "read", [&] { return read_input(client, settings.engine, algorithm, settings.strict, false, observer); });
    Explanation made{.rows = std::ssize(input.rows.ids), .rejected = std::ssize(input.rows.rejected)};
    made.ways = try_all(input.rows.vectors.view(), settings.engine, algorithm, stages, observer);
    made.stages = stages.stages();
    return made;
}

Explanation explain_file(const std::string& path, const ClusteringSettings& settings, Observer* observer) {
    StageTable stages(observer);
    const AlgorithmSettings algorithm = all_ways(settings.algorithm);
    const FileRows usable = stages.run(
        "read", [&] { return read_file_rows(path, settings.engine, algorithm, settings.strict, false, observer); });
    Explanation made{.rows = std::ssize(usable.rows), .rejected = std::ssize(usable.rejected)};
    made.ways = try_all(usable.vectors.view(), settings.engine, algorithm, stages, observer);
    made.stages = stages.stages();
    return made;
}

}  // namespace asterism::pipeline
