#include <fmt/format.h>

#include "cli/assign_views.hpp"
#include "cli/command.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Gives articles that came after the last published run a cluster, each for itself: that of its nearest articles in
the run, if they agree as surely as the run asked for, else none until the next run. Nothing else changes, and the next
run counts all of them afresh. `run` does this each time that no run is due.

Examples:
  asterism assign reader.db
  asterism ingest reader.db new.jsonl && asterism embed reader.db && asterism assign reader.db)";

Outcome run(const Session& session) {
    const auto client = session.open(pipeline::Access::write);
    const auto report =
        pipeline::assign_new(*client, static_cast<int>(session.settings.integer("threads")), &session.observer);
    return {session.json ? json_text(assign_json(report)) : assign_text(report)};
}

}  // namespace

Command assign_command() {
    return {.name = "assign",
            .arguments = "[DB]",
            .summary = "a cluster for articles that came after the last run",
            .teaching = kTeaching,
            .groups = {Group::threads, Group::tables},
            .most_words = 1,
            .options = {},
            .database_word = first_word,
            .run = run};
}

}  // namespace asterism::cli
