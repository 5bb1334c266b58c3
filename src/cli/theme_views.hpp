/// How the themes of clusters are shown: to people, as JSON, as CSV.
#pragma once

#include <span>
#include <string>

#include "cli/json_text.hpp"
#include "store/records.hpp"

namespace asterism::cli {

[[nodiscard]] std::string themes_text(std::span<const store::ClusterInfo> clusters);

/// One object per cluster: its id, its size, and the members of its metadata.
[[nodiscard]] Json themes_json(std::span<const store::ClusterInfo> clusters);

/// Header cluster_id,article_count,label,label_source,keywords,entities,from,to; quoted as RFC 4180 says, lines end
/// with a newline alone. Keywords and entities are joined by "; ".
[[nodiscard]] std::string themes_csv(std::span<const store::ClusterInfo> clusters);

}  // namespace asterism::cli
