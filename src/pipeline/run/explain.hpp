/// What each way to cluster would make of the same rows. Nothing is named, stored or published.
///
/// One search, one graph and one hierarchy serve all ways: the two selections of HDBSCAN, its noise attached, topics.
/// Options that the settings give hold for every way they belong to. Results are those of a run, but for topics that
/// would begin at the published run: here they are found cold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/run/step2_clustering.hpp"

namespace asterism::pipeline {

struct Way {
    std::string options;  ///< what to say on the command line
    std::int64_t clusters = 0;
    std::int64_t noise = 0;    ///< rows
    std::int64_t largest = 0;  ///< rows of the largest cluster
};

struct Explanation {
    std::int64_t rows = 0;  ///< that can be clustered
    std::int64_t rejected = 0;
    std::vector<Way> ways = {};
    std::vector<StageUse> stages = {};
};

/// Of the settings, those of themes and publishing are not looked at. Errors as of `step2_clustering`, but for the
/// certificate's.
[[nodiscard]] Explanation explain(store::ReaderDBClient& client, const ClusteringSettings& settings,
                                  Observer* observer = nullptr);
/// The same for a .npy file; errors as of `cluster_file`.
[[nodiscard]] Explanation explain_file(const std::string& path, const ClusteringSettings& settings,
                                       Observer* observer = nullptr);

}  // namespace asterism::pipeline
