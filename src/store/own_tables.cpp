#include "store/own_tables.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace asterism::store {
namespace {

const std::map<std::string_view, std::vector<std::string_view>>& first_columns() {
    static const std::map<std::string_view, std::vector<std::string_view>> kColumns{
        {"cluster_runs",
         {"run_id", "status", "started_at", "finished_at", "params", "versions", "metrics", "input_fingerprint",
          "article_count", "cluster_count", "noise_count", "rejected_count", "error"}},
        {"run_clusters", {"run_id", "label", "cluster_id", "centroid", "article_count", "persistence", "metadata"}},
        {"cluster_assignments", {"run_id", "article_id", "label", "cluster_id", "probability", "outlier_score", "how"}},
        {"cluster_events",
         {"run_id", "event", "cluster_id", "other_cluster_id", "shared", "size_before", "size_after"}},
        {"layer_clusters",
         {"cluster_id", "layer", "parent_id", "centroid", "article_count", "metadata", "first_seen", "last_seen",
          "retired_at"}},
        {"run_layer_clusters",
         {"run_id", "layer", "label", "parent", "cluster_id", "parent_id", "centroid", "article_count", "persistence",
          "metadata"}},
        {"vector_origins", {"article_id", "model", "content_hash", "vector_digest"}},
        {"models", {"name", "bytes", "saved_at"}},
        {"counters", {"name", "value"}}};
    return kColumns;
}

}  // namespace

std::string lacking_columns(std::string_view own_table, const std::function<bool(std::string_view)>& has) {
    std::string lacking;
    for (const auto column : first_columns().at(own_table))
        if (!has(column)) lacking += fmt::format("{}\"{}\"", lacking.empty() ? "" : ", ", column);
    return lacking;
}

Finding foreign_table(std::string_view table, std::string_view why, bool schemas) {
    return {Finding::Severity::error,
            fmt::format("{} has a name that Asterism needs, but is not Asterism's: {}; rename it, or {}", table, why,
                        schemas ? "give Asterism a schema of its own with --schema, and in it views of your articles "
                                  "and vectors"
                                : "give Asterism a file of its own"),
            ""};
}

}  // namespace asterism::store
