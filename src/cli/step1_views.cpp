#include "cli/step1_views.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {

std::string ingest_text(const pipeline::IngestReport& report) {
    std::string text = fmt::format("{} records: {} new articles, {} updated, {} unchanged", grouped(report.records),
                                   grouped(report.articles.inserted), grouped(report.articles.updated),
                                   grouped(report.articles.unchanged));
    const auto add = [&text](std::int64_t count, std::string_view what) {
        if (count > 0) text += fmt::format(", {} {}", grouped(count), what);
    };
    add(report.vectors_stored, "vectors stored");
    add(report.vectors_left_out, "vectors left out");
    add(report.bad_records, "bad records left out");
    add(report.repaired, "texts mended");
    add(report.dates_ignored, "dates not understood");
    add(report.repeated_ids, "repeated ids (the last one counts)");
    return text + "\n";
}

Json ingest_json(const pipeline::IngestReport& report) {
    Json problems = Json::array();
    for (const auto& problem : report.problems)
        problems.push_back({{"line", problem.line}, {"what", problem.what}});
    return {{"records", report.records},
            {"inserted", report.articles.inserted},
            {"updated", report.articles.updated},
            {"unchanged", report.articles.unchanged},
            {"bad_records", report.bad_records},
            {"repaired", report.repaired},
            {"dates_ignored", report.dates_ignored},
            {"repeated_ids", report.repeated_ids},
            {"vectors_stored", report.vectors_stored},
            {"vectors_left_out", report.vectors_left_out},
            {"problems", problems}};
}

void log_problems(const pipeline::IngestReport& report, const std::string& file) {
    for (const auto& problem : report.problems)
        log_warning("{} line {}: {}", file, problem.line, shown(problem.what));
    const auto listed = static_cast<std::int64_t>(report.problems.size());
    const std::int64_t more = report.bad_records + report.vectors_left_out - listed;
    if (more > 0) log_warning("{}: and {} more like these", file, more);
}

std::string embed_text(const pipeline::EmbedReport& report) {
    std::string text = fmt::format("{} articles: {} embedded, {} unchanged", grouped(report.articles),
                                   grouped(report.embedded), grouped(report.unchanged));
    if (report.external > 0)
        text += fmt::format(", {} with vectors from elsewhere left alone ({})", grouped(report.external),
                            shown(describe_elsewhere(report.there)));
    else if (report.there.elsewhere() > 0)
        text += fmt::format(", {} vectors from elsewhere replaced ({})", grouped(report.there.elsewhere()),
                            shown(describe_elsewhere(report.there)));
    if (report.without > 0) text += fmt::format(", {} stay without a vector", grouped(report.without));
    if (report.without_words > 0) text += fmt::format(", {} without a known word", grouped(report.without_words));
    if (!report.model.empty())
        text += fmt::format(" (model {}{})", report.model, report.fitted ? ", newly learnt" : "");
    return text + "\n";
}

Json embed_json(const pipeline::EmbedReport& report) {
    return {{"model", text_or_null(report.model)},   {"fitted", report.fitted},
            {"articles", report.articles},           {"embedded", report.embedded},
            {"unchanged", report.unchanged},         {"external", report.external},
            {"external_models", report.there.named}, {"external_unknown", report.there.unknown},
            {"without_vector", report.without},      {"without_words", report.without_words}};
}

}  // namespace asterism::cli
