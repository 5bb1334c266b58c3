#include "pipeline/run/cluster_rows.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "asterism/hierarchy.hpp"
#include "base/stage.hpp"
#include "pipeline/run/advice.hpp"

namespace asterism::pipeline {
namespace {

/// The clusters of a hierarchy, which is gone afterwards, and, where they are wanted, their layers.
Clustering cut_with_layers(Hierarchy hierarchy, const ClusterOptions& options, bool wanted, Layers& layers,
                           Observer* observer) {
    if (!wanted) return cut(std::move(hierarchy), options);
    Observer silent;
    Clustering clustering = cut(std::as_const(hierarchy), options);
    {
        const Stage stage("layers", observer != nullptr ? *observer : silent, clustering.report);
        layers = density_layers(hierarchy, clustering, options);
    }
    return clustering;
}

ClusteredRows by_density(MatrixView vectors, const ClusterOptions& options, const AlgorithmSettings& algorithm,
                         bool verified, Forecast forecast, StageTable& stages, Observer* observer) {
    ClusteredRows found;
    ListsAndGraph made;
    std::optional<Attachment> attachment;
    Layers layers;
    Clustering clustering = stages.run("cluster", [&] {
        found.rows = prepare(vectors, options.metric, {}, options.threads, observer);
        Hierarchy hierarchy = algorithm.attach ? hierarchy_beside_graph(found.rows, options, verified, made, observer)
                                               : build_hierarchy(found.rows, options, observer);
        Clustering dense = cut_with_layers(std::move(hierarchy), options, algorithm.layers, layers, observer);
        if (!algorithm.attach) return dense;
        dense.report.stages.push_back(made.graph.report.stages.back());
        AttachOptions attaching = *algorithm.attach;
        attaching.threads = options.threads;
        attachment = attach(made.graph, dense.labels, attaching, observer);
        return dense;
    });
    found.engine = record_engine(found.rows, clustering, options, verified, std::move(forecast), stages, observer);
    if (attachment && verified) {
        const Verification graph = stages.run("verify_graph", [&] {
            return verify_graph(found.rows, made.lists, made.graph, options.threads, observer);
        });
        accept(graph, describe_graph(graph, found.rows.size()));
    }
    found.clusters = row_clusters(std::move(clustering));
    found.clusters.layers = std::move(layers);
    if (!attachment) return found;
    take_in(found.clusters, *attachment);
    found.engine.attached = found.clusters.count(store::How::attached);
    return found;
}

ClusteredRows by_topics(MatrixView vectors, const ClusterOptions& options, TopicOptions wanted, bool layers,
                        bool verified, Forecast forecast, StageTable& stages, Observer* observer) {
    wanted.min_cluster_size = options.min_cluster_size;
    wanted.threads = options.threads;
    wanted.layers = layers;
    ClusteredRows found;
    ListsAndGraph made;
    Topics topics = stages.run("cluster", [&] {
        found.rows = prepare(vectors, options.metric, {}, options.threads, observer);
        made.lists = find_neighbors(found.rows, kGraphNeighbors, options.threads, observer);
        made.graph = neighbor_graph(found.rows, made.lists, options.threads, observer);
        if (!verified) made.lists = {};
        return find_topics(made.graph, wanted, observer);
    });
    found.engine = record_topics(made.graph, topics, options, std::move(forecast));
    if (verified) {
        found.engine.verification = stages.run("verify", [&] {
            Verification certificate = verify_graph(found.rows, made.lists, made.graph, options.threads, observer);
            const Verification moves = verify_topics(made.graph, topics, wanted, observer);
            certificate.violations += moves.violations;
            certificate.findings.insert(certificate.findings.end(), moves.findings.begin(), moves.findings.end());
            return certificate;
        });
        accept(*found.engine.verification,
               describe_graph(*found.engine.verification, found.rows.size()) + "; no move of a row betters a topic");
    }
    found.clusters = row_clusters(std::move(topics));
    return found;
}

}  // namespace

Hierarchy hierarchy_beside_graph(const PreparedRows& rows, const ClusterOptions& options, bool keep_lists,
                                 ListsAndGraph& made, Observer* observer) {
    const std::size_t k = std::max(suitable_k(rows, options), kGraphNeighbors);
    NeighborSearch search(rows, k, options.threads, observer);
    Neighbors lists = search.lists(k, observer);
    made.graph = neighbor_graph(rows, lists, options.threads, observer);
    if (keep_lists) made.lists = lists;
    return build_hierarchy(std::move(search), std::move(lists), options, observer);
}

ClusteredRows cluster_rows(MatrixView vectors, const ClusterOptions& options, const AlgorithmSettings& algorithm,
                           bool verified, Forecast forecast, StageTable& stages, Observer* observer) {
    ClusteredRows found =
        algorithm.topics ? by_topics(vectors, options, *algorithm.topics, algorithm.layers, verified,
                                     std::move(forecast), stages, observer)
                         : by_density(vectors, options, algorithm, verified, std::move(forecast), stages, observer);
    found.engine.advice = advice(found.clusters, options, algorithm);
    return found;
}

}  // namespace asterism::pipeline
