/// How runs and clusters are shown, to people and as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/json_text.hpp"
#include "store/records.hpp"

namespace asterism::cli {

[[nodiscard]] Json run_json(const store::RunInfo& run);

/// What clusters.metadata says, as far as a table shows it.
struct ShownTheme {
    std::string label;
    std::string keywords;  ///< joined by ", "
    std::string span;      ///< "2024-05-01 to 2024-06-30", or empty
};
[[nodiscard]] ShownTheme theme_of(const store::ClusterInfo& cluster);

[[nodiscard]] Json cluster_json(const store::ClusterInfo& cluster, const std::vector<store::ClusterArticle>& articles);

}  // namespace asterism::cli
