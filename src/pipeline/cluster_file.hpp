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
#include "pipeline/engine_record.hpp"
#include "pipeline/stage_table.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

struct FileClustering {
    std::vector<std::int32_t> labels;   ///< by row of the file
    std::vector<double> probabilities;  ///< likewise
    std::vector<std::int64_t> cluster_sizes;
    std::vector<double> persistence;
    std::int64_t noise = 0;
    std::int64_t rejected = 0;
    EngineRecord engine;
    std::vector<StageUse> stages;
};

/// Where to write; empty = nowhere. A name that ends in .csv gets CSV (row,label,probability), any other a column as
/// .npy (int32 labels, float64 probabilities).
struct FileOutputs {
    std::string labels;
    std::string probabilities;
};

struct FileSettings {
    ClusterOptions engine;
    bool strict = false;    ///< rejected rows are an Error{data}
    bool verified = false;  ///< write only a result whose certificate holds
    FileOutputs outputs = {};
};

/// Error{data} when the file is no .npy of n x d floats, has no usable row, or has rejected rows under `strict`;
/// Error{preflight}; Error{internal} when the certificate fails; Error{resources} when an output cannot be written;
/// Error{interrupted}.
[[nodiscard]] FileClustering cluster_file(const std::string& path, const FileSettings& settings,
                                          Observer* observer = nullptr);

}  // namespace asterism::pipeline
