#include "pipeline/run/write_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "asterism/error.hpp"
#include "base/available_memory.hpp"
#include "pipeline/database_address.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/run/named_output.hpp"
#include "pipeline/watched.hpp"
#include "store/files/npy.hpp"
#include "store/files/output_file.hpp"

namespace asterism::pipeline {
namespace {

using Json = nlohmann::ordered_json;

/// The vectors are held once; ids and program come on top.
void require_memory_for(const store::StoreStatus& status) {
    const auto available = available_memory(1);
    const std::uint64_t bytes = static_cast<std::uint64_t>(status.embeddings) *
                                static_cast<std::uint64_t>(std::max(0, status.dimensions)) * sizeof(float);
    if (!available || bytes <= available->bytes) return;
    throw Error(
        ErrorKind::preflight,
        fmt::format("{} vectors of {} dimensions need {} MiB and {} MiB are available {}; nothing was started",
                    status.embeddings, status.dimensions, bytes >> 20U, available->bytes >> 20U, available->limit));
}

void write_vectors(store::ReaderDBClient& client, const ExportFiles& files, ExportReport& report,
                   const Observer* observer) {
    require_memory_for(client.status());
    const store::EmbeddingRows rows = client.get_all_embeddings({.dimensions = {}, .reject_zero_norm = false});
    report.vectors = static_cast<std::int64_t>(rows.ids.size());
    report.dimensions = static_cast<std::int64_t>(rows.vectors.cols());
    report.left_out = static_cast<std::int64_t>(rows.rejected.size());
    if (!files.vectors.empty()) store::write_npy(files.vectors, rows.vectors.view(), observer);
    if (files.ids.empty()) return;
    store::OutputFile file(files.ids, observer);
    for (std::size_t i = 0; i < rows.ids.size(); ++i)
        file.write(text_of(json_of(rows.ids[i])) + "\n");
    file.commit();
}

/// An id of `ids`, or null for -1 and for a run that was never published.
Json id_or_null(std::int32_t label, std::span<const store::ClusterId> ids) {
    if (label < 0 || ids.empty()) return nullptr;
    return ids[static_cast<std::size_t>(label)];
}

void write_assignments(const store::StoredRun& run, const std::string& name, const Observer* observer) {
    const store::Assignments& rows = run.result.assignments;
    store::OutputFile file(name, observer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Json row = {{"article_id", json_of(rows.ids[i])},
                          {"cluster_id", id_or_null(rows.labels[i], run.cluster_ids)},
                          {"label", rows.labels[i]},
                          {"story_id", id_or_null(rows.stories[i], run.layer_ids)},
                          {"probability", rows.probabilities[i]},
                          {"outlier_score", rows.outlier_scores[i]},
                          {"how", to_string(rows.how[i])}};
        file.write(text_of(row) + "\n");
    }
    file.commit();
}

store::RunId published_run(store::ReaderDBClient& client) {
    const auto published = client.status().last_published;
    if (published) return published->id;
    throw Error(ErrorKind::data, "nothing was published yet, so there are no assignments; this makes them: " +
                                     client.commands().told("cluster"));
}

}  // namespace

void check_export(const ExportFiles& files, const std::string& database, bool standard_output_taken) {
    const NamedOutput vectors("--vectors", files.vectors), ids("--ids", files.ids),
        assignments("--assignments", files.assignments);
    const DatabaseAddress address = database_address(database);
    const std::array<const NamedOutput*, 3> outputs{&vectors, &ids, &assignments};
    if (!vectors.is_given() && !ids.is_given() && !assignments.is_given())
        throw Error(ErrorKind::usage, "name a file to write: --vectors F.npy, --ids F.jsonl, --assignments F.jsonl");
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::array<std::string_view, 1> ending{i == 0 ? ".npy" : ".jsonl"};
        outputs[i]->require_ending(ending);
        if (address.store == StoreKind::sqlite) outputs[i]->require_other_than("the database", address.address);
        if (standard_output_taken) outputs[i]->require_off_standard_output();
        for (std::size_t before = 0; before < i; ++before)
            outputs[i]->require_other_than(*outputs[before]);
    }
}

ExportReport write_export(store::ReaderDBClient& client, const ExportFiles& files, std::optional<store::RunId> run,
                          Observer* observer) {
    const Watched watched(client, observer);
    ExportReport report;
    if (!files.assignments.empty()) {
        report.run = run ? *run : published_run(client);
        const store::StoredRun stored = client.load_run(*report.run);
        report.assignments = static_cast<std::int64_t>(stored.result.assignments.size());
        write_assignments(stored, files.assignments, observer);
    }
    if (!files.vectors.empty() || !files.ids.empty()) write_vectors(client, files, report, observer);
    return report;
}

}  // namespace asterism::pipeline
