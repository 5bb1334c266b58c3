#include "analysis/analyse_file.hpp"

#include <fmt/format.h>

#include <utility>

#include "analysis/tree_tables.hpp"
#include "asterism/extraction.hpp"
#include "base/log.hpp"
#include "base/require.hpp"
#include "pipeline/run/advice.hpp"
#include "pipeline/run/file_rows.hpp"
#include "pipeline/run/row_clusters.hpp"
#include "store/files/npy.hpp"

namespace asterism::analysis {
namespace {

using pipeline::FileRows;

/// The cut, and what it took.
struct Cut {
    Clustering clustering;
    ClusterOptions options;  ///< as used
    std::vector<std::string> notes;
};

Cut cut_as_wished(const Hierarchy& hierarchy, const ClusterOptions& options, int clusters) {
    if (clusters == 0) return {cut(hierarchy, options), options, {}};
    CountedCut counted = cut_to_count(hierarchy, options, clusters);
    Cut result{std::move(counted.clustering), options, {}};
    result.options.method = counted.method;
    result.options.cluster_selection_epsilon = counted.cluster_selection_epsilon;
    if (counted.method != options.method)
        result.notes.push_back(fmt::format("method eom has fewer than {} clusters, so leaf was used", clusters));
    const int found = result.clustering.cluster_count();
    if (found != clusters)
        result.notes.push_back(fmt::format("{} clusters were wished for, {} is the nearest cut", clusters, found));
    for (const std::string& note : result.notes)
        log_warning("{}", note);
    return result;
}

void write_trees(const Wanted& wanted, const FileRows& usable, const Hierarchy& hierarchy,
                 const CondensedTree& condensed, const Observer* observer) {
    std::vector<RowIndex> left_out;
    for (const auto& row : usable.rejected)
        left_out.push_back(row.row);
    const RowsOfFile file{usable.rows, left_out};
    const auto write = [&](const std::string& name, const Table& table) {
        store::write_npy(name, table.values, table.columns, observer);
    };
    if (!wanted.condensed_tree.empty()) write(wanted.condensed_tree, condensed_table(condensed, file));
    if (!wanted.single_linkage.empty()) write(wanted.single_linkage, linkage_table(single_linkage(hierarchy), file));
    if (!wanted.spanning_tree.empty()) write(wanted.spanning_tree, edge_table(hierarchy.spanning_tree, file));
}

}  // namespace

FileAnalysis analyse_file(const std::string& path, const pipeline::FileSettings& settings, const Wanted& wanted,
                          Observer* observer) {
    require(!settings.algorithm.topics && !settings.algorithm.attach,
            "trees, prediction and --n-clusters are of plain HDBSCAN; leave --algorithm and attachment out");
    FileAnalysis found;
    const bool on_standard_output = check_outputs(path, settings.outputs, wanted);
    if (!wanted.predict.empty()) check_new_rows(wanted.predict, store::read_npy_header(path).cols);
    pipeline::StageTable stages(observer);
    pipeline::AlgorithmSettings algorithm = settings.algorithm;
    algorithm.layers = false;
    const FileRows usable = stages.run("read", [&] {
        return read_file_rows(path, settings.engine, algorithm, settings.strict, settings.verified, observer);
    });
    PreparedRows rows;
    Hierarchy hierarchy;
    Cut made = stages.run("cluster", [&] {
        rows = prepare(usable.vectors.view(), settings.engine.metric, {}, settings.engine.threads, observer);
        hierarchy = build_hierarchy(rows, settings.engine, observer);
        return cut_as_wished(hierarchy, settings.engine, wanted.clusters);
    });
    pipeline::EngineRecord engine =
        record_engine(rows, made.clustering, made.options, settings.verified, usable.forecast, stages, observer);
    if (wanted.clusters > 0) {
        found.method = made.options.method;
        found.cluster_selection_epsilon = made.options.cluster_selection_epsilon;
    }
    if (!wanted.predict.empty()) {
        found.new_rows = stages.run("predict", [&] {
            return place_new_rows(wanted.predict, made.clustering, rows, made.options, settings.strict, observer);
        });
    }
    const CondensedTree condensed = std::move(made.clustering.condensed_tree);
    auto clusters = pipeline::row_clusters(std::move(made.clustering));
    engine.advice = advice(clusters, made.options, algorithm);
    engine.notes.insert(engine.notes.end(), made.notes.begin(), made.notes.end());
    found.clustering = by_file_row(usable, std::move(clusters));
    found.clustering.engine = std::move(engine);
    found.clustering.on_standard_output = on_standard_output;
    stages.run("write", [&] {
        write_trees(wanted, usable, hierarchy, condensed, observer);
        write_outputs(settings.outputs, found.clustering.labels, found.clustering.probabilities, observer);
        if (!found.new_rows) return;
        pipeline::FileOutputs predictions;
        predictions.labels = wanted.predictions;
        write_outputs(predictions, found.new_rows->labels, found.new_rows->probabilities, observer);
    });
    found.clustering.stages = stages.stages();
    return found;
}

}  // namespace asterism::analysis
