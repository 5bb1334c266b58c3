/// Clusters the rows of one .npy file as pipeline/run/cluster_file.hpp does, and gives what else was wanted of them:
/// new rows placed, a number of clusters, trees as tables.
#pragma once

#include <optional>
#include <string>

#include "analysis/analysis_outputs.hpp"
#include "analysis/new_rows.hpp"
#include "pipeline/run/cluster_file.hpp"

namespace asterism::analysis {

struct FileAnalysis {
    pipeline::FileClustering clustering;
    std::optional<NewRows> new_rows;
    /// With a wished number of clusters: as used.
    std::optional<SelectionMethod> method;
    double cluster_selection_epsilon = 0;
};

/// A number of clusters that cannot be had, and method leaf in place of eom, are notes of the engine record and
/// warnings. Memory: as the forecast of the clustering says, and 100 bytes a row; new rows with their neighbours.
/// Errors: those of cluster_file, check_outputs and place_new_rows; Error{usage} for topics or attachment, which have
/// no tree, before anything is read.
[[nodiscard]] FileAnalysis analyse_file(const std::string& path, const pipeline::FileSettings& settings,
                                        const Wanted& wanted, Observer* observer = nullptr);

}  // namespace asterism::analysis
