/// The layers of a reader as a tree: themes, in them clusters, in these stories.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/json_text.hpp"
#include "store/records.hpp"

namespace asterism::cli {

/// One line each, indented by its layer. `limit`: so many themes; 0 = all. Clusters in no theme come after them.
[[nodiscard]] std::string tree_text(const std::vector<store::ClusterInfo>& clusters, std::size_t limit);

/// An array of what tree_text begins lines with: objects as cluster_json gives them, without articles, those of a theme
/// with "clusters" and those of a cluster with "stories".
[[nodiscard]] Json tree_json(const std::vector<store::ClusterInfo>& clusters, std::size_t limit);

}  // namespace asterism::cli
