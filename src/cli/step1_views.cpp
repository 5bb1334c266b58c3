#include "cli/step1_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "cli/member_hint.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

constexpr std::size_t kShownUnknown = 20;

std::string hint_for(const std::string& name) {
    if (const auto taken = pipeline::member_taken_before(name))
        return fmt::format("; \"{}\" beside it was taken", *taken);
    const auto meant = meant_member(name);
    return meant ? fmt::format("; did you mean \"{}\"?", *meant) : "";
}

/// '"Title" (60; did you mean "title"?), "author" (60)', the most frequent first.
std::string unknown_text(const pipeline::IngestReport& report) {
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const auto& [name, records] : report.unknown_members)
        names.emplace_back(records, name);
    std::ranges::stable_sort(names, std::ranges::greater(), &std::pair<std::int64_t, std::string>::first);
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShownUnknown); ++i) {
        const auto& [records, name] = names[i];
        text += fmt::format("{}\"{}\" ({}{})", i == 0 ? "" : ", ", shown(name, 60), grouped(records), hint_for(name));
    }
    if (names.size() > kShownUnknown || report.more_unknown_members > 0) text += ", and others";
    return text;
}

void log_problems_of(const pipeline::IngestReport& report, const std::string& file) {
    for (const auto& problem : report.problems)
        log_warning("{} line {}: {}{}", file, problem.line, shown(problem.what),
                    problem.loss <= pipeline::Loss::rest ? "" : "; the article is stored without it");
    const auto more = [&](std::int64_t count, std::string_view what) {
        if (count > pipeline::kListedProblems)
            log_warning("{}: and {} more {}", file, grouped(count - pipeline::kListedProblems), what);
    };
    more(report.bad_records, "bad records");
    more(report.vectors_left_out, "vectors left out");
    more(report.dates_ignored, "dates not understood");
    more(report.members_left_out, "members that are no texts");
    if (!report.unknown_members.empty())
        log_warning("{}: members not understood, with the number of records that have them: {}", file,
                    unknown_text(report));
}

}  // namespace

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
    add(report.cut_off, "files damaged or cut off");
    add(report.repaired, "texts mended");
    add(report.dates_ignored, "dates not understood");
    add(report.members_left_out, "other members left out");
    add(report.articles.shortened, "texts cut to the length of their column");
    for (const auto& lost : report.articles.unstored)
        text += fmt::format(", {} of {} articles not stored ({})", lost.member, grouped(lost.articles), lost.why);
    add(report.repeated_ids, "repeated ids (the last one counts)");
    return text + "\n";
}

Json ingest_json(const pipeline::IngestReport& report) {
    Json problems = Json::array();
    for (const auto& problem : report.problems)
        problems.push_back({{"file", text_or_null(problem.file)}, {"line", problem.line}, {"what", problem.what}});
    Json unknown = Json::array();
    for (const auto& [name, records] : report.unknown_members)
        unknown.push_back(
            {{"name", name},
             {"records", records},
             {"meant", text_or_null(pipeline::is_known_member(name) ? "" : meant_member(name).value_or(""))}});
    Json not_stored = Json::array();
    for (const auto& lost : report.articles.unstored)
        not_stored.push_back({{"member", lost.member}, {"articles", lost.articles}, {"why", lost.why}});
    return {{"records", report.records},
            {"inserted", report.articles.inserted},
            {"updated", report.articles.updated},
            {"unchanged", report.articles.unchanged},
            {"bad_records", report.bad_records},
            {"cut_off", report.cut_off},
            {"repaired", report.repaired},
            {"dates_ignored", report.dates_ignored},
            {"members_left_out", report.members_left_out},
            {"repeated_ids", report.repeated_ids},
            {"vectors_stored", report.vectors_stored},
            {"vectors_left_out", report.vectors_left_out},
            {"texts_cut", report.articles.shortened},
            {"not_stored", not_stored},
            {"problems", problems},
            {"unknown_members", unknown}};
}

void log_problems(std::span<const pipeline::IngestReport> reports, std::span<const std::string> files) {
    for (std::size_t i = 0; i < files.size(); ++i)
        log_problems_of(reports[i], files[i]);
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
