#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "base/log.hpp"
#include "base/utc_time.hpp"
#include "cli/cluster_views.hpp"
#include "cli/clustering_settings.hpp"
#include "cli/command.hpp"
#include "cli/ingesting.hpp"
#include "cli/step1_views.hpp"
#include "pipeline/intake/step1_command.hpp"
#include "pipeline/run/schedule.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Step 1, then step 2 when it is due; made to be called by cron or a systemd timer as often as articles should
come in. Step 1 is the command in [step1] command, which ingests and embeds as it likes (it finds the database in
$ASTERISM_DB), or else the built-in one: ingest the files in [step1] files, then embed. Step 2 is due when the last
published run began at least --every ago; without --every it always is.

Examples:
  asterism run reader.db --file inbox.jsonl --every 1d
  asterism run reader.db --every 12h --step1-command './fetch-news | asterism ingest "$ASTERISM_DB" -'
  ASTERISM_DB=reader.db ASTERISM_EVERY=daily asterism run
  0 * * * *  asterism run /srv/news/reader.db --every daily        (crontab: step 1 hourly, step 2 once a day))";

/// The text and the JSON of one invocation grow together.
struct Report {
    std::string text;
    Json json = Json::object();
};

void ingest_and_embed(const Session& session, store::ReaderDBClient& client, Report& report) {
    const auto ingested = ingest_and_warn(session, client, session.settings.list("step1.files"), {});
    const pipeline::EmbedOptions options{.refit = false,
                                         .threads = static_cast<int>(session.settings.integer("threads")),
                                         .dimensions = static_cast<int>(session.settings.integer("init.dimensions"))};
    const auto embedded = pipeline::step1_embed(client, options, &session.observer);
    report.text += "ingest: " + ingest_text(ingested) + "embed: " + embed_text(embedded);
    report.json["ingest"] = ingest_json(ingested);
    report.json["embed"] = embed_json(embedded);
}

/// True when step 2 is due; if not, says when it will be.
bool is_due(const Session& session, store::ReaderDBClient& client, Report& report) {
    if (!session.settings.is_set("every")) return true;
    const auto every = pipeline::parse_interval(session.settings.text("every"));
    const auto last = client.status().last_published;
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    if (pipeline::is_due(last, every, now)) return true;
    const std::string next = format_utc(*pipeline::due_at(last, every));
    report.text += fmt::format("cluster: not due before {}\n", next);
    report.json["due_at"] = next;
    return false;
}

Outcome run(const Session& session, bool dry_run) {
    Report report;
    const auto settings = clustering_settings(session.settings, dry_run);
    const auto client = session.open(pipeline::Access::write);
    if (session.settings.is_set("step1.command")) {
        log_info("step 1: the command of the settings ({})", session.settings.at("step1.command").origin);
        pipeline::step1_command(session.settings.text("step1.command"), session.settings.database(), &session.observer);
    } else {
        if (!dry_run) client->require_writable(store::Work::run);  // what would fail step 2 costs no step 1
        ingest_and_embed(session, *client, report);
    }
    const bool due = is_due(session, *client, report);
    report.json["clustered"] = due;
    if (due) {
        const auto clustered = pipeline::step2_clustering(*client, settings, &session.observer);
        report.text += "cluster: " + clustering_text(clustered, session.commands());
        report.json["cluster"] = clustering_json(clustered);
    }
    return {session.json ? json_text(report.json) : report.text};
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
