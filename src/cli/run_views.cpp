#include "cli/run_views.hpp"

#include <fmt/format.h>

#include "pipeline/json_text.hpp"

namespace asterism::cli {

Json run_json(const store::RunInfo& run) {
    return {{"run_id", run.id},
            {"status", to_string(run.status)},
            {"started_at", run.started_at},
            {"finished_at", text_or_null(run.finished_at)},
            {"article_count", run.article_count},
            {"cluster_count", run.cluster_count},
            {"noise_count", run.noise_count},
            {"rejected_count", run.rejected_count},
            {"input_fingerprint", text_or_null(run.input_fingerprint)},
            {"error", text_or_null(run.error)},
            {"params", stored_json(run.params)},
            {"metrics", stored_json(run.metrics)},
            {"versions", stored_json(run.versions)}};
}

std::string keywords_text(const pipeline::ClusterMetadata& metadata, std::string_view separator) {
    std::string text;
    for (const auto& keyword : metadata.keywords)
        text.append(text.empty() ? "" : separator).append(keyword.term);
    return text;
}

std::string span_text(const pipeline::DateSpan& span) {
    return span.from.empty() && span.to.empty() ? "" : fmt::format("{:.10} to {:.10}", span.from, span.to);
}

Json cluster_json(const store::ClusterInfo& cluster, const std::vector<store::ClusterArticle>& articles) {
    Json titles = Json::array();
    for (const auto& article : articles) {
        titles.push_back({{"article_id", pipeline::json_of(article.id)},
                          {"title", article.title},
                          {"probability", article.probability}});
    }
    return {{"cluster_id", cluster.id},
            {"layer", to_string(cluster.layer)},
            {"parent_id", cluster.parent ? Json(*cluster.parent) : Json()},
            {"article_count", cluster.article_count},
            {"first_seen", cluster.first_seen},
            {"last_seen", cluster.last_seen},
            {"retired_at", text_or_null(cluster.retired_at)},
            {"metadata", stored_json(cluster.metadata)},
            {"articles", titles}};
}

}  // namespace asterism::cli
