#include "store/contract/reader_db_client_contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "store/identifiers.hpp"

namespace asterism::store {
namespace {

std::string id_literal(const ArticleId& id) {
    if (std::holds_alternative<std::int64_t>(id)) return asterism::to_string(id);
    return fmt::format("'{}'", asterism::to_string(id));
}

}  // namespace

std::string version_1_dump(std::string_view name) {
    const std::string path = std::string(VERSION_1_FOLDER) + "/" + std::string(name);
    std::ifstream file(path);
    if (!file) throw std::runtime_error("there is no " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

Article titled(const ArticleId& id, std::string title) {
    Article article;
    article.id = id;
    article.title = std::move(title);
    return article;
}

ComputedRun& ComputedRun::add(const ArticleId& id, std::int32_t label, double probability) {
    rows.ids.push_back(id);
    rows.add(label, label < 0 ? 0 : probability, 0.25, label < 0 ? How::noise : How::density);
    while (static_cast<std::int32_t>(clusters.size()) <= label) {
        const auto next = static_cast<std::int32_t>(clusters.size());
        clusters.push_back({next, {1, 0, static_cast<float>(next)}, 0, 0.5, "{}"});
    }
    if (label >= 0) ++clusters[static_cast<std::size_t>(label)].article_count;
    return *this;
}

ComputedRun& ComputedRun::add_rejected(const ArticleId& id) {
    add(id, -1);
    rows.how.back() = How::rejected;
    return *this;
}

RunResult ComputedRun::result() const {
    RunResult result{.assignments = rows,
                     .clusters = clusters,
                     .article_count = static_cast<std::int64_t>(rows.size()),
                     .noise_count = 0,
                     .rejected_count = 0,
                     .metrics = R"({"stages": []})",
                     .input_fingerprint = "00ff"};
    for (const How one : rows.how) {
        result.noise_count += one == How::noise ? 1 : 0;
        result.rejected_count += one == How::rejected ? 1 : 0;
    }
    return result;
}

Lineage keeping(std::vector<std::optional<ClusterId>> kept) {
    Lineage lineage{.kept = std::move(kept), .events = {}};
    for (std::size_t label = 0; label < lineage.kept.size(); ++label) {
        LineageEvent event;
        event.event = lineage.kept[label] ? Event::continued : Event::born;
        event.cluster.label = static_cast<std::int32_t>(label);
        lineage.events.push_back(event);
    }
    return lineage;
}

Lineage told(std::vector<std::optional<ClusterId>> kept, const ComputedRun& run, const PublishedAssignments& last) {
    Lineage lineage = keeping(std::move(kept));
    std::map<ArticleId, ClusterId> before;
    for (std::size_t i = 0; i < last.ids.size(); ++i)
        before[last.ids[i]] = last.clusters[i];
    for (std::size_t label = 0; label < lineage.kept.size(); ++label) {
        LineageEvent& event = lineage.events[label];
        event.size_after = run.clusters[label].article_count;
        if (!lineage.kept[label]) continue;
        for (const auto& [id, cluster] : before)
            event.size_before += cluster == *lineage.kept[label] ? 1 : 0;
        if (event.size_before == 0) event.event = Event::born;
        for (std::size_t i = 0; i < run.rows.size(); ++i) {
            const auto found = before.find(run.rows.ids[i]);
            const bool here = run.rows.labels[i] == event.cluster.label && found != before.end();
            event.shared += here && found->second == *lineage.kept[label] ? 1 : 0;
        }
    }
    for (const ClusterSize& cluster : last.living)
        if (std::ranges::find(lineage.kept, cluster.id) == lineage.kept.end())
            lineage.events.push_back({.event = Event::died,
                                      .cluster = {.label = -1, .cluster_id = cluster.id},
                                      .other = std::nullopt,
                                      .shared = 0,
                                      .size_before = cluster.articles,
                                      .size_after = 0});
    return lineage;
}

ReaderDBClient& ReaderDBClientContract::client() {
    if (client_ == nullptr) {
        client_ = store->open(names);
        client_->initialize_tables({.dimensions = kDimensions});
    }
    return *client_;
}

void ReaderDBClientContract::add_articles(std::int64_t count) {
    std::vector<Article> articles;
    for (std::int64_t id = 1; id <= count; ++id)
        articles.push_back(titled(id, fmt::format("article {}", id)));
    client().upsert_articles(articles);
}

void ReaderDBClientContract::create_source_tables(IdType type, bool unique_ids) {
    const auto id_type = store->id_column_type(type);
    store->create_schema(names);
    store->execute(fmt::format("CREATE TABLE {} ({} {} NOT NULL PRIMARY KEY, {} TEXT, {} TEXT, {} TEXT, {} TEXT)",
                               table(names.articles), quote_identifier(names.article_id), id_type,
                               quote_identifier(names.title), quote_identifier(names.summary),
                               quote_identifier(names.content), quote_identifier(names.url)));
    store->execute(fmt::format("CREATE TABLE {} ({} {} NOT NULL {}, {} {})", table(names.embeddings),
                               quote_identifier(names.embeddings_article_id), id_type, unique_ids ? "PRIMARY KEY" : "",
                               quote_identifier(names.embedding), store->vector_column_type()));
}

void ReaderDBClientContract::insert_source_article(const ArticleId& id) {
    store->execute(fmt::format("INSERT INTO {} ({}, {}) VALUES ({}, 'a title')", table(names.articles),
                               quote_identifier(names.article_id), quote_identifier(names.title), id_literal(id)));
}

void ReaderDBClientContract::insert_source_embedding(const ArticleId& id,
                                                     const std::optional<std::vector<float>>& vector) {
    store->execute(fmt::format("INSERT INTO {} ({}, {}) VALUES ({}, {})", table(names.embeddings),
                               quote_identifier(names.embeddings_article_id), quote_identifier(names.embedding),
                               id_literal(id), vector ? store->vector_literal(*vector) : "NULL"));
}

void ReaderDBClientContract::overwrite(std::int64_t id, std::int64_t from) {
    store->execute(fmt::format(
        "UPDATE {0} SET embedding = (SELECT embedding FROM {0} WHERE article_id = {2}) WHERE article_id = {1}",
        table(names.embeddings), id, from));
}

PublishReport ReaderDBClientContract::publish(const ComputedRun& run, std::vector<std::optional<ClusterId>> keep) {
    const RunId id = client().begin_run({});
    return client().publish(id, run.result(), [&](const PublishedAssignments& last) { return told(keep, run, last); });
}

std::vector<std::optional<ClusterId>> ReaderDBClientContract::article_clusters() {
    std::vector<std::optional<ClusterId>> clusters;
    const auto sql = fmt::format("SELECT {} FROM {} ORDER BY {}", quote_identifier(names.cluster_id),
                                 table(names.articles), quote_identifier(names.article_id));
    for (const auto& row : store->query(sql))
        clusters.push_back(row[0] ? std::optional<ClusterId>(std::stoll(*row[0])) : std::nullopt);
    return clusters;
}

std::string error_message(ErrorKind kind, const std::function<void()>& statement) {
    try {
        statement();
    } catch (const Error& error) {
        EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(kind)) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "no Error was thrown";
    return {};
}

}  // namespace asterism::store
