#include <fmt/format.h>

#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/location.hpp"
#include "cli/own_numbers.hpp"
#include "cli/run_views.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Without an id: the living clusters, largest first, with their themes. With one: that cluster, its keywords and its
articles, most typical first.

Examples:
  asterism clusters reader.db
  asterism clusters reader.db --limit 20 --titles 3
  asterism clusters reader.db 17 --limit 50
  asterism clusters reader.db --json | jq '.clusters[] | [.cluster_id, .metadata.label]')";

struct Own {
    std::string limit;
    std::string titles;
};

/// `clusters 17` with a database in the settings: a number alone is the id.
std::optional<std::string> database_word(std::vector<std::string>& words) {
    if (words.size() == 1 && is_whole_number(words.front())) return std::nullopt;
    return first_word(words);
}

std::optional<store::ClusterId> wanted_id(const Session& session) {
    if (session.words.empty()) return std::nullopt;
    return cluster_id_word(session, session.words.front());
}

std::string one_text(const store::ClusterInfo& cluster, const std::vector<store::ClusterArticle>& articles) {
    const auto theme = pipeline::ClusterMetadata::parse(cluster.metadata);
    std::string text = fmt::format("cluster     {}\ntheme       {}\nkeywords    {}\narticles    {}\n", cluster.id,
                                   shown(theme.label), shown(keywords_text(theme)), grouped(cluster.article_count));
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
    return {session.json ? json_text({{"cluster", cluster_json(*cluster, articles)}}) : one_text(*cluster, articles)};
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
    return {fmt::format("no clusters; this makes them, and more with a smaller --min-cluster-size: {}\n",
                        session.commands().told("cluster"))};
}

Outcome run(const Session& session, const Own& own) {
    const auto id = wanted_id(session);
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
                        {.flag = "--titles", .text = &own->titles, .help = "so many titles below each cluster [0]"}},
            .database_word = database_word,
            .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
