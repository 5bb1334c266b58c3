#include <fmt/format.h>

#include <memory>

#include "asterism/error.hpp"
#include "cli/cluster_tree_view.hpp"
#include "cli/command.hpp"
#include "cli/own_numbers.hpp"
#include "cli/run_views.hpp"
#include "cli/text_table.hpp"
#include "pipeline/naming/person_label.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Without an id: the living clusters, largest first, with their themes. With one: that cluster, story or theme, its
keywords and its articles, most typical first. --tree: the themes around the clusters, and the stories inside them.

Examples:
  asterism clusters reader.db
  asterism clusters reader.db --limit 20 --titles 3
  asterism clusters reader.db --tree
  asterism clusters reader.db 17 --limit 50
  asterism clusters reader.db --json | jq '.clusters[] | [.cluster_id, .metadata.label]')";

struct Own {
    std::string limit;
    std::string titles;
    bool tree = false;
};

std::optional<store::ClusterId> wanted_id(const Session& session) {
    if (session.words.empty()) return std::nullopt;
    return cluster_id_word(session, session.words.front());
}

std::string one_text(const store::ClusterInfo& cluster, const std::optional<store::ClusterInfo>& around,
                     const std::vector<store::ClusterArticle>& articles) {
    const auto theme = pipeline::ClusterMetadata::parse(cluster.metadata);
    std::string text =
        fmt::format("{:<10}  {}\n{:<10}  {}\nkeywords    {}\narticles    {}\n", pipeline::noun(cluster.layer),
                    cluster.id, cluster.layer == store::Layer::main ? "theme" : "label", shown(theme.label),
                    shown(keywords_text(theme)), grouped(cluster.article_count));
    if (around)
        text += fmt::format("in {:<7}  {}, {}\n", pipeline::noun(around->layer), around->id,
                            shown(pipeline::ClusterMetadata::parse(around->metadata).label));
    if (theme.span != pipeline::DateSpan()) text += fmt::format("dates       {}\n", span_text(theme.span));
    text += fmt::format("first seen  {}\nlast seen   {}\n", cluster.first_seen, cluster.last_seen);
    if (!cluster.retired_at.empty()) text += fmt::format("retired     {}\n", cluster.retired_at);
    if (articles.empty()) return text;
    TextTable table({{"strength", true}, {"article", false, 40}, {"title", false, 100}});
    for (const auto& article : articles) {
        table.add({fmt::format("{:.2f}", article.probability), to_string(article.id), article.title});
    }
    return text + "\n" + table.text();
}

Outcome show_one(const Session& session, store::ClusterId id, const Own& own) {
    const auto client = session.open(pipeline::Access::read);
    const auto cluster = client->find_cluster(id);
    if (!cluster) {
        throw Error(ErrorKind::data,
                    fmt::format("there is no cluster {}; those that are: {}", id, session.commands().told("clusters")));
    }
    const auto articles = client->cluster_articles(id, count_option("--limit", own.limit, 10));
    if (session.json) return {json_text({{"cluster", cluster_json(*cluster, articles)}})};
    return {one_text(*cluster, cluster->parent ? client->find_cluster(*cluster->parent) : std::nullopt, articles)};
}

std::string no_clusters(const Session& session) {
    return fmt::format("no clusters; this makes them, and more with a smaller --min-cluster-size: {}\n",
                       session.commands().told("cluster"));
}

Outcome show_tree(const Session& session, const Own& own) {
    if (!own.titles.empty()) throw Error(ErrorKind::usage, "--tree and --titles exclude each other; give one of them");
    const auto client = session.open(pipeline::Access::read);
    const auto clusters = client->clusters_in_layers();
    const std::size_t limit = count_option("--limit", own.limit, 0);
    if (session.json) return {json_text({{"tree", tree_json(clusters, limit)}})};
    return {clusters.empty() ? no_clusters(session) : tree_text(clusters, limit)};
}

Outcome show_all(const Session& session, const Own& own) {
    const auto client = session.open(pipeline::Access::read);
    const auto clusters = client->clusters(count_option("--limit", own.limit, 0));
    const std::size_t titles = count_option("--titles", own.titles, 0);
    Json list = Json::array();
    TextTable table({{"id", true}, {"articles", true}, {"theme", false, 40}, {"keywords", false, 90}});
    for (const auto& cluster : clusters) {
        const auto articles =
            titles == 0 ? std::vector<store::ClusterArticle>() : client->cluster_articles(cluster.id, titles);
        if (session.json) list.push_back(cluster_json(cluster, articles));
        const auto theme = pipeline::ClusterMetadata::parse(cluster.metadata);
        table.add({std::to_string(cluster.id), grouped(cluster.article_count), theme.label, keywords_text(theme)});
        for (const auto& article : articles)
            table.add_line("      - " + shown(article.title, 100));
    }
    if (session.json) return {json_text({{"clusters", list}})};
    if (!clusters.empty()) return {table.text()};
    return {no_clusters(session)};
}

Outcome run(const Session& session, const Own& own) {
    const auto id = wanted_id(session);
    if (own.tree && id) throw Error(ErrorKind::usage, "--tree shows all clusters; leave the id out, or --tree");
    if (own.tree) return show_tree(session, own);
    return id ? show_one(session, *id, own) : show_all(session, own);
}

}  // namespace

Command clusters_command() {
    const auto own = std::make_shared<Own>();
    return {.name = "clusters",
            .arguments = "[DB] [ID]",
            .summary = "themes and sizes, or one cluster with its articles",
            .teaching = kTeaching,
            .groups = {Group::tables},
            .most_words = 2,
            .options = {{.flag = "--limit",
                         .text = &own->limit,
                         .help = "clusters [all], or articles of the one cluster [10]; 0 = all"},
                        {.flag = "--tree",
                         .present = &own->tree,
                         .help = "themes, their clusters, and the stories in these"},
                        {.flag = "--titles", .text = &own->titles, .help = "so many titles below each cluster [0]"}},
            .database_word = first_word_unless_id,
            .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
