/// Step 2: reads every embedding, clusters, names the clusters and publishes them, in stages that are timed and logged.
///
///     read -> cluster (-> verify) -> centroids -> themes -> publish
///
/// The run is recorded first, in its own transaction, and marked failed when anything goes wrong; articles and clusters
/// change only in the one publishing transaction at the end. Rejected rows are recorded with label -1 and how =
/// rejected and change nothing else. Memory: the vectors and what the engine needs beside them; the vectors are freed
/// before texts are read. Centroids, representatives, themes and ids rest on the members that the algorithm itself put
/// into a cluster; sizes count attached ones too, as the table of articles does. So do those of themes, which are the
/// sums of their clusters' sizes; a story has dense members alone. Determinism: labels, probabilities, ids, layers and
/// the fingerprint depend on article ids, vectors, options and the history of published runs alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "pipeline/naming/theme_stage.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/engine_record.hpp"
#include "pipeline/run/run_names.hpp"
#include "pipeline/stage_table.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct ClusteringSettings {
    ClusterOptions engine;
    AlgorithmSettings algorithm = {};
    ThemeSettings themes;
    bool strict = false;    ///< rejected rows are an Error{data}
    bool dry_run = false;   ///< store the complete run, publish nothing
    bool verified = false;  ///< publish only a result whose certificate holds
};

struct ClusteringReport {
    store::RunId run = 0;
    bool published = false;
    std::int64_t articles = 0;  ///< that have a vector, rejected ones included
    std::int64_t noise = 0;
    std::int64_t attached = 0;  ///< members that density alone had left as noise
    std::int64_t rejected = 0;
    std::int64_t orphans = 0;       ///< vectors of no article, left out of all other counts
    std::int64_t stories = 0;       ///< inside the clusters
    std::int64_t themes_above = 0;  ///< around the clusters
    std::string input_fingerprint;
    EngineRecord engine;
    ThemeRecord themes;
    store::PublishReport publish;  ///< empty in a dry run
    std::vector<NamedCluster> clusters;
    std::vector<StageUse> stages;
};

/// Errors: Error{data} when no row is usable, `strict` meets a rejected row, or vectors made here stand beside others;
/// Error{preflight} when the work would not fit into memory; Error{internal} when the certificate fails;
/// Error{interrupted}; whatever the store throws.
[[nodiscard]] ClusteringReport step2_clustering(store::ReaderDBClient& client, const ClusteringSettings& settings,
                                                Observer* observer = nullptr);

}  // namespace asterism::pipeline
