/// Step 1, then step 2 when it is due: what a timer calls each time.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "asterism/observer.hpp"
#include "base/utc_time.hpp"
#include "pipeline/intake/step1_embed.hpp"
#include "pipeline/intake/step1_ingest.hpp"
#include "pipeline/run/assign.hpp"
#include "pipeline/run/step2_clustering.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct NightlySettings {
    /// The user's own step 1, see step1_command.hpp. Empty: the files are ingested and embedded.
    std::string step1_command;
    std::string location;            ///< of the database, for that command
    std::vector<std::string> files;  ///< of articles, "-" being standard input
    IngestOptions ingest;
    EmbedOptions embed;
    /// Called as soon as the files are in, so that what was left out of them is told even when a later step fails; one
    /// report per file. May be empty.
    std::function<void(const std::vector<IngestReport>& reports)> ingested;
    std::optional<std::chrono::seconds> every;  ///< step 2 is due so long after the last; nullopt: always
    ClusteringSettings clustering;
};

struct NightlyReport {
    std::optional<IngestReport> ingest;  ///< of all files together; this and the next: nullopt with a command
    std::optional<EmbedReport> embed;
    std::optional<TimePoint> due_at;             ///< when step 2 is due; nullopt when it was now
    std::optional<AssignReport> assigned;        ///< new articles, when it was not due; nullopt in a dry run
    std::optional<ClusteringReport> clustering;  ///< nullopt when it was not due
};

/// A reader that cannot take what a run publishes is refused before the built-in step 1 begins.
/// Errors: those of step1_command, ingest_files, step1_embed, step2_clustering and assign_new; what is done by then
/// stays.
[[nodiscard]] NightlyReport nightly(store::ReaderDBClient& client, const NightlySettings& settings,
                                    Observer* observer = nullptr);

}  // namespace asterism::pipeline
