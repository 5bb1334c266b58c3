/// How runs and clusters are shown, to people and as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/json_text.hpp"
#include "pipeline/naming/cluster_metadata.hpp"
#include "store/records.hpp"

namespace asterism::cli {

[[nodiscard]] Json run_json(const store::RunInfo& run);

/// The terms of the keywords, joined.
[[nodiscard]] std::string keywords_text(const pipeline::ClusterMetadata& metadata, std::string_view separator = ", ");
/// "2024-05-01 to 2024-06-30", or empty.
[[nodiscard]] std::string span_text(const pipeline::DateSpan& span);

[[nodiscard]] Json cluster_json(const store::ClusterInfo& cluster, const std::vector<store::ClusterArticle>& articles);

}  // namespace asterism::cli
