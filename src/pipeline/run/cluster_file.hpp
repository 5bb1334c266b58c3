/// Clusters the rows of one .npy file, without any database.
///
/// Row order is kept. Rows that cannot be used get label -1 and probability 0 and change nothing else. Memory: the
/// vectors once, beside what the engine needs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/engine_record.hpp"
#include "pipeline/run/file_outputs.hpp"
#include "pipeline/run/file_rows.hpp"
#include "pipeline/run/row_clusters.hpp"
#include "pipeline/stage_table.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

struct FileClustering {
    std::vector<std::int32_t> labels;   ///< by row of the file
    std::vector<double> probabilities;  ///< likewise
    std::vector<std::int64_t> cluster_sizes;
    std::vector<double> persistence;
    std::int64_t noise = 0;
    std::int64_t attached = 0;  ///< members that density alone had left as noise
    std::int64_t rejected = 0;
    bool on_standard_output = false;  ///< an output went there, so nothing else should
    EngineRecord engine;
    std::vector<StageUse> stages;
};

struct FileSettings {
    ClusterOptions engine;
    AlgorithmSettings algorithm = {};
    bool strict = false;    ///< rejected rows are an Error{data}
    bool verified = false;  ///< write only a result whose certificate holds
    FileOutputs outputs = {};
};

/// Outputs are checked before anything is read, see file_outputs.hpp for their errors. Error{data} when the file is no
/// .npy of n x d floats, has no usable row, or has rejected rows under `strict`; Error{preflight}; Error{internal} when
/// the certificate fails; Error{interrupted}.
[[nodiscard]] FileClustering cluster_file(const std::string& path, const FileSettings& settings,
                                          Observer* observer = nullptr);

/// What was found, by row of the file instead of usable row; without engine and stages.
[[nodiscard]] FileClustering by_file_row(const FileRows& usable, RowClusters&& clusters);

}  // namespace asterism::pipeline
