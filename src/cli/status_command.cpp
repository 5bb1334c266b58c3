#include <fmt/format.h>

#include "base/utc_time.hpp"
#include "cli/command.hpp"
#include "cli/run_views.hpp"
#include "cli/text_table.hpp"
#include "pipeline/run/schedule.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(What is in the database, how the last run went, and when the next one is due (with --every or $ASTERISM_EVERY).

Examples:
  asterism status reader.db
  asterism status reader.db --every 1d --json)";

/// When step 2 is due as UTC text, "now", or empty without --every.
std::string due_text(const Session& session, const store::StoreStatus& status) {
    if (!session.settings.is_set("every")) return {};
    const auto due = pipeline::due_at(status.last_published, pipeline::parse_interval(session.settings.text("every")));
    return due ? format_utc(*due) : "now";
}

Json status_json(const store::StoreStatus& status, const std::string& due) {
    return {{"database", status.location},
            {"articles", status.articles},
            {"embeddings", status.embeddings},
            {"orphans", status.orphans},
            {"dimensions", status.dimensions},
            {"clusters", status.clusters},
            {"clustered_articles", status.clustered},
            {"due_at", text_or_null(due)},
            {"last_run", status.last_run ? run_json(*status.last_run) : Json()},
            {"last_published", status.last_published ? run_json(*status.last_published) : Json()}};
}

std::string run_line(const store::RunInfo& run) {
    std::string line = fmt::format("run {} {} {}, {} articles, {} clusters, {} noise", run.id, to_string(run.status),
                                   run.finished_at.empty() ? run.started_at : run.finished_at,
                                   grouped(run.article_count), grouped(run.cluster_count), grouped(run.noise_count));
    if (!run.error.empty()) line += ": " + shown(run.error, 160);
    return line;
}

std::string status_text(const store::StoreStatus& status, const std::string& due) {
    std::string text = fmt::format(
        "database    {}\narticles    {}\nvectors     {} of {} dimensions\nclusters    {} with {} articles\n",
        status.location, grouped(status.articles), grouped(status.embeddings), status.dimensions,
        grouped(status.clusters), grouped(status.clustered));
    if (status.orphans > 0)
        text += fmt::format("left out    {} vectors of no article (asterism doctor)\n", grouped(status.orphans));
    if (!status.last_run)
        text += "last run    none yet\n";
    else
        text += "last run    " + run_line(*status.last_run) + "\n";
    const bool other = status.last_published && status.last_run && status.last_published->id != status.last_run->id;
    if (other) text += "published   " + run_line(*status.last_published) + "\n";
    if (!due.empty()) text += "due         " + due + "\n";
    return text;
}

Outcome run(const Session& session) {
    const auto status = session.open(pipeline::Access::read)->status();
    const std::string due = due_text(session, status);
    return {session.json ? json_text(status_json(status, due)) : status_text(status, due)};
}

}  // namespace

Command status_command() {
    return {.name = "status",
            .arguments = "[DB]",
            .summary = "what is there, the last run, when the next is due",
            .teaching = kTeaching,
            .groups = {Group::schedule, Group::tables},
            .most_words = 1,
            .options = {},
            .database_word = first_word,
            .run = run};
}

}  // namespace asterism::cli
