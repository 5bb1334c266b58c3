#include <algorithm>
#include <memory>

#include "asterism/error.hpp"
#include "cli/clustering_settings.hpp"
#include "cli/command.hpp"
#include "cli/own_numbers.hpp"
#include "cli/theme_views.hpp"
#include "pipeline/naming/rename_clusters.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(The themes of all living clusters, largest first: label and where it comes from, keywords, entities, dates.
--json and --csv export them whole. --only names a few clusters anew from the texts of their articles, with the
others for comparison, and shows just those; nothing else of them changes, and a label that a person gave stays.

Examples:
  asterism themes reader.db
  asterism themes reader.db --csv > themes.csv
  asterism themes reader.db --json | jq '.themes[] | [.cluster_id, .label]'
  asterism themes reader.db --only 12,15)";

struct Own {
    bool csv = false;
    std::string only;
};

std::vector<store::ClusterInfo> renamed(const Session& session, const std::string& only) {
    const auto ids = cluster_id_list(session, "--only", only);
    const auto client = session.open(pipeline::Access::write);
    client->watch(&session.observer);
    pipeline::rename_clusters(*client, ids, theme_settings(session.settings), session.observer);
    auto clusters = client->clusters(0);
    std::erase_if(clusters, [&](const auto& cluster) { return !std::ranges::binary_search(ids, cluster.id); });
    return clusters;
}

Outcome run(const Session& session, const Own& own) {
    if (session.json && own.csv) throw Error(ErrorKind::usage, "--json and --csv exclude each other; give one of them");
    const auto clusters =
        own.only.empty() ? session.open(pipeline::Access::read)->clusters(0) : renamed(session, own.only);
    if (session.json) return {json_text({{"themes", themes_json(clusters)}})};
    if (own.csv) return {themes_csv(clusters)};
    if (!clusters.empty()) return {themes_text(clusters)};
    return {"no clusters; this makes them: " + session.commands().told("cluster") + "\n"};
}

}  // namespace

Command themes_command() {
    const auto own = std::make_shared<Own>();
    return {.name = "themes",
            .arguments = "[DB]",
            .summary = "the clusters' themes, shown, exported, or a few named anew",
            .teaching = kTeaching,
            .groups = {Group::themes, Group::labels, Group::threads, Group::tables},
            .most_words = 1,
            .options = {{.flag = "--csv", .present = &own->csv, .help = "as CSV"},
                        {.flag = "--only", .text = &own->only, .help = "12,15: name these anew, and show them"}},
            .database_word = first_word,
            .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
