#include "pipeline/run/nightly.hpp"

#include "pipeline/intake/step1_command.hpp"
#include "pipeline/run/schedule.hpp"

namespace asterism::pipeline {
namespace {

void ingest_and_embed(store::ReaderDBClient& client, const NightlySettings& settings, NightlyReport& report,
                      Observer* observer) {
    const auto reports = ingest_files(client, settings.files, {}, settings.ingest, observer);
    if (settings.ingested) settings.ingested(reports);
    report.ingest = summed(reports);
    report.embed = step1_embed(client, settings.embed, observer);
}

/// When step 2 is due; nullopt when it is now.
std::optional<TimePoint> due_later(store::ReaderDBClient& client, const NightlySettings& settings) {
    if (!settings.every) return std::nullopt;
    const auto last = client.status().last_published;
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return is_due(last, *settings.every, now) ? std::nullopt : due_at(last, *settings.every);
}

}  // namespace

NightlyReport nightly(store::ReaderDBClient& client, const NightlySettings& settings, Observer* observer) {
    NightlyReport report;
    if (!settings.step1_command.empty()) {
        step1_command(settings.step1_command, settings.location, observer);
    } else {
        if (!settings.clustering.dry_run) client.require_writable(store::Work::run);
        ingest_and_embed(client, settings, report, observer);
    }
    report.due_at = due_later(client, settings);
    if (!report.due_at)
        report.clustering = step2_clustering(client, settings.clustering, observer);
    else if (!settings.clustering.dry_run)
        report.assigned = assign_new(client, settings.clustering.engine.threads, observer);
    return report;
}

}  // namespace asterism::pipeline
