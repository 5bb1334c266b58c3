#include <memory>

#include "cli/command.hpp"
#include "cli/own_numbers.hpp"
#include "cli/run_views.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(The runs of step 2, latest first. published: what readers see now; superseded: was published once; dry: computed
and stored only; failed: nothing was changed, the reason stands beside it.

Examples:
  asterism runs reader.db
  asterism runs reader.db --limit 5 --json        with parameters, stage times and rejected ids)";

std::string runs_text(const Session& session, const std::vector<store::RunInfo>& runs) {
    if (runs.empty()) return "no run yet; this makes one: " + session.commands().told("cluster") + "\n";
    TextTable table({{"run", true},
                     {"status"},
                     {"started"},
                     {"finished"},
                     {"articles", true},
                     {"clusters", true},
                     {"noise", true},
                     {"rejected", true},
                     {"error", false, 80}});
    for (const auto& run : runs) {
        table.add({std::to_string(run.id), std::string(to_string(run.status)), run.started_at, run.finished_at,
                   grouped(run.article_count), grouped(run.cluster_count), grouped(run.noise_count),
                   grouped(run.rejected_count), run.error});
    }
    return table.text();
}

Outcome run(const Session& session, const std::string& limit) {
    const auto runs = session.open(pipeline::Access::read)->runs(count_option("--limit", limit, 20));
    if (!session.json) return {runs_text(session, runs)};
    Json list = Json::array();
    for (const auto& one : runs)
        list.push_back(run_json(one));
    return {json_text({{"runs", list}})};
}

}  // namespace

Command runs_command() {
    const auto limit = std::make_shared<std::string>();
    return {.name = "runs",
            .arguments = "[DB]",
            .summary = "the runs so far",
            .teaching = kTeaching,
            .groups = {Group::tables},
            .most_words = 1,
            .options = {{.flag = "--limit", .text = limit.get(), .help = "at most so many, 0 = all [20]"}},
            .database_word = first_word,
            .run = [limit](const Session& session) { return run(session, *limit); }};
}

}  // namespace asterism::cli
