#include <fmt/format.h>

#include <memory>

#include "base/log.hpp"
#include "base/utc_time.hpp"
#include "cli/assign_views.hpp"
#include "cli/cluster_views.hpp"
#include "cli/clustering_settings.hpp"
#include "cli/command.hpp"
#include "cli/step1_settings.hpp"
#include "cli/step1_views.hpp"
#include "pipeline/run/nightly.hpp"
#include "pipeline/run/schedule.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Step 1, then step 2 when it is due; made to be called by cron or a systemd timer as often as articles should
come in. Step 1 is the command in [step1] command, which ingests and embeds as it likes (it finds the database in
$ASTERISM_DB), or else the built-in one: ingest the files in [step1] files, then embed. Step 2 is due when the last
published run began at least --every ago; without --every it always is. When it is not, new articles are placed in the
clusters that are there, as `assign` does.

Examples:
  asterism run reader.db --file inbox.jsonl --every 1d
  asterism run reader.db --every 12h --step1-command './fetch-news | asterism ingest "$ASTERISM_DB" -'
  ASTERISM_DB=reader.db ASTERISM_EVERY=daily asterism run
  0 * * * *  asterism run /srv/news/reader.db --every daily        (crontab: step 1 hourly, step 2 once a day))";

pipeline::NightlySettings nightly_settings(const Session& session, bool dry_run) {
    const Settings& settings = session.settings;
    pipeline::NightlySettings nightly;
    nightly.clustering = clustering_settings(settings, dry_run);
    if (settings.is_set("every")) nightly.every = pipeline::parse_interval(settings.text("every"));
    nightly.location = settings.database();
    if (settings.is_set("step1.command")) {
        if (settings.is_set("step1.files"))
            throw Error(ErrorKind::usage,
                        "--step1-command and --file are two step 1s; give one of them, or ingest the file in the "
                        "command");
        nightly.step1_command = settings.text("step1.command");
        return nightly;
    }
    nightly.files = settings.list("step1.files");
    nightly.ingest = ingest_options(settings);
    nightly.embed = embed_options(settings);
    nightly.ingested = [files = nightly.files](const auto& reports) { log_problems(reports, files); };
    return nightly;
}

std::string nightly_text(const pipeline::NightlyReport& report, const store::CommandForm& commands) {
    std::string text;
    if (report.ingest) text += "ingest: " + ingest_text(*report.ingest);
    if (report.embed) text += "embed: " + embed_text(*report.embed);
    if (report.due_at) text += fmt::format("cluster: not due before {}\n", format_utc(*report.due_at));
    if (report.assigned) text += "assign: " + assign_text(*report.assigned);
    if (report.clustering) text += "cluster: " + clustering_text(*report.clustering, commands);
    return text;
}

Json nightly_json(const pipeline::NightlyReport& report) {
    Json json = Json::object();
    if (report.ingest) json["ingest"] = ingest_json(*report.ingest);
    if (report.embed) json["embed"] = embed_json(*report.embed);
    if (report.due_at) json["due_at"] = format_utc(*report.due_at);
    if (report.assigned) json["assign"] = assign_json(*report.assigned);
    json["clustered"] = report.clustering.has_value();
    if (report.clustering) json["cluster"] = clustering_json(*report.clustering);
    return json;
}

Outcome run(const Session& session, bool dry_run) {
    const pipeline::NightlySettings settings = nightly_settings(session, dry_run);
    const auto client = session.open(pipeline::Access::write);
    if (!settings.step1_command.empty())
        log_info("step 1: the command of the settings ({})", session.settings.at("step1.command").origin);
    const auto report = pipeline::nightly(*client, settings, &session.observer);
    return {session.json ? json_text(nightly_json(report)) : nightly_text(report, session.commands())};
}

}  // namespace

Command run_command() {
    const auto dry_run = std::make_shared<bool>(false);
    return {.name = "run",
            .arguments = "[DB]",
            .summary = "step 1, then step 2 when it is due",
            .teaching = kTeaching,
            .groups = {Group::schedule, Group::step1, Group::ingest, Group::engine, Group::themes, Group::labels,
                       Group::threads, Group::strict, Group::tables},
            .most_words = 1,
            .options = {{.flag = "--dry-run",
                         .present = dry_run.get(),
                         .help = "step 2 stores everything and publishes nothing"}},
            .database_word = first_word,
            .run = [dry_run](const Session& session) { return run(session, *dry_run); }};
}

}  // namespace asterism::cli
