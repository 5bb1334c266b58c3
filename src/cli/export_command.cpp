#include <fmt/format.h>

#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/own_numbers.hpp"
#include "cli/text_table.hpp"
#include "pipeline/run/write_export.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Writes what the database holds to files for other programs, and changes nothing. --vectors: every finite vector, a row
each, in id order; --ids: their articles' ids in the same order, one a line as JSON. --assignments: a line of JSON for
each article of the published run, or of RUN: its cluster and story, label, probability, outlier score, and how it came
there.

Examples:
  asterism export reader.db --vectors vectors.npy --ids ids.jsonl
  asterism export reader.db 17 --assignments run17.jsonl)";

Json report_json(const pipeline::ExportReport& report) {
    Json json = Json::object();
    if (report.vectors)
        json.update(
            {{"vectors", *report.vectors}, {"dimensions", report.dimensions}, {"vectors_left_out", report.left_out}});
    if (report.run) json.update({{"run_id", *report.run}, {"assignments", report.assignments.value_or(0)}});
    return json;
}

std::string report_text(const pipeline::ExportReport& report) {
    std::string text;
    if (report.assignments)
        text += fmt::format("{} assignments of run {}\n", grouped(*report.assignments), *report.run);
    if (report.vectors)
        text += fmt::format("{} vectors of {} dimensions{}\n", grouped(*report.vectors), report.dimensions,
                            report.left_out == 0
                                ? ""
                                : fmt::format(", {} left out: no vector, another length, or no finite number",
                                              grouped(report.left_out)));
    return text;
}

Outcome run(const Session& session, const pipeline::ExportFiles& files) {
    check_export(files, session.settings.database(), session.json);
    std::optional<store::RunId> run;
    if (!session.words.empty()) run = run_id_word(session, session.words.front());
    if (run && files.assignments.empty())
        throw Error(ErrorKind::usage, "a run is for --assignments; vectors are those that are there now");
    const auto report = pipeline::write_export(*session.open(pipeline::Access::read), files, run, &session.observer);
    return {session.json ? json_text(report_json(report)) : report_text(report)};
}

}  // namespace

Command export_command() {
    const auto files = std::make_shared<pipeline::ExportFiles>();
    return {.name = "export",
            .arguments = "[DB] [RUN]",
            .summary = "vectors, ids and assignments to files",
            .teaching = kTeaching,
            .groups = {Group::tables},
            .most_words = 2,
            .options = {{.flag = "--vectors", .text = &files->vectors, .help = "write the vectors there (.npy)"},
                        {.flag = "--ids", .text = &files->ids, .help = "write their articles' ids there (.jsonl)"},
                        {.flag = "--assignments",
                         .text = &files->assignments,
                         .help = "write a run's assignments there (.jsonl)"}},
            .database_word = first_word_unless_id,
            .run = [files](const Session& session) { return run(session, *files); }};
}

}  // namespace asterism::cli
