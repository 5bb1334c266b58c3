#include "cli/cluster_views.hpp"

#include <fmt/format.h>

#include "cli/text_table.hpp"

namespace asterism::cli {

std::string clustering_text(const pipeline::ClusteringReport& report, const store::CommandForm& commands) {
    const auto clusters = static_cast<std::int64_t>(report.clusters.size());
    std::string text =
        fmt::format("run {} {}: {} articles, {} clusters, {}{} noise, {} rejected\n", report.run,
                    report.published ? "published" : "stored, not published (dry run)", grouped(report.articles),
                    grouped(clusters), attached_text(report.engine), grouped(report.noise), grouped(report.rejected));
    if (report.stories + report.themes_above > 0)
        text += fmt::format("layers: {} themes of clusters, {} stories inside clusters\n", grouped(report.themes_above),
                            grouped(report.stories));
    if (report.orphans > 0) text += fmt::format("{} vectors of no article left out\n", grouped(report.orphans));
    text += notes_text(report.engine);
    if (!report.published) return text;
    text += fmt::format("clusters: {} continued, {} new, {} retired; {} articles changed\n",
                        grouped(report.publish.continued), grouped(report.publish.born),
                        grouped(report.publish.retired), grouped(report.publish.articles_changed));
    return text + fmt::format("next: {}\n", commands.line("clusters"));
}

std::string attached_text(const pipeline::EngineRecord& record) {
    return record.attached ? fmt::format("{} attached, ", grouped(*record.attached)) : "";
}

std::string notes_text(const pipeline::EngineRecord& record) {
    std::string text;
    if (record.topics)
        text += fmt::format("topics: resolution {}, modularity {:.3f}; {} before the floor of certainty\n",
                            record.topics->resolution, record.topics->quality, grouped(record.topics->before_floor));
    for (const auto* sentences : {&record.notes, &record.advice})
        for (const std::string& sentence : *sentences)
            text += "note: " + sentence + "\n";
    return text;
}

std::string explanation_text(const pipeline::Explanation& found) {
    const auto share = [&](std::int64_t part) {
        return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(found.rows));
    };
    TextTable table({{"way"}, {"clusters", true}, {"in a cluster", true}, {"in the largest", true}});
    for (const auto& way : found.ways)
        table.add({way.options, grouped(way.clusters), share(found.rows - way.noise), share(way.largest)});
    return table.text() +
           fmt::format("{} articles, {} rejected; nothing was stored\n", grouped(found.rows), grouped(found.rejected));
}

Json explanation_json(const pipeline::Explanation& found) {
    Json ways = Json::array();
    for (const auto& way : found.ways)
        ways.push_back(
            {{"options", way.options}, {"clusters", way.clusters}, {"noise", way.noise}, {"largest", way.largest}});
    return {
        {"articles", found.rows}, {"rejected", found.rejected}, {"ways", ways}, {"stages", stages_json(found.stages)}};
}

Json stages_json(const std::vector<pipeline::StageUse>& stages) {
    Json list = Json::array();
    for (const auto& stage : stages) {
        list.push_back({{"name", stage.name},
                        {"wall_s", stage.use.wall_s},
                        {"cpu_s", stage.use.cpu_s},
                        {"peak_bytes", stage.use.peak_bytes}});
    }
    return list;
}

Json clustering_json(const pipeline::ClusteringReport& report) {
    Json clusters = Json::array();
    for (const auto& cluster : report.clusters) {
        clusters.push_back({{"cluster_id", cluster.cluster_id ? Json(*cluster.cluster_id) : Json()},
                            {"label", cluster.label},
                            {"article_count", cluster.article_count},
                            {"theme", cluster.theme},
                            {"keywords", cluster.keywords}});
    }
    Json json = {{"run_id", report.run},
                 {"status", report.published ? "published" : "dry"},
                 {"articles", report.articles},
                 {"noise", report.noise},
                 {"rejected", report.rejected},
                 {"layers", {{"themes", report.themes_above}, {"stories", report.stories}}},
                 {"orphans", report.orphans},
                 {"input_fingerprint", report.input_fingerprint},
                 {"continued", report.publish.continued},
                 {"born", report.publish.born},
                 {"retired", report.publish.retired},
                 {"articles_changed", report.publish.articles_changed},
                 {"clusters", clusters},
                 {"stages", stages_json(report.stages)}};
    json.update(pipeline::engine_json(report.engine));
    return json;
}

}  // namespace asterism::cli
