#include "store/postgres/postgres_fixture.hpp"

#include <fmt/format.h>

namespace asterism::store {

std::unique_ptr<ReaderDBClient> PostgresTest::open(const std::string& conninfo, const std::string& application) {
    PostgresOptions options;
    options.conninfo = conninfo.empty() ? database.url() : conninfo;
    options.names = names;
    options.commands = {.database = "DATABASE", .options = {}};
    options.application_name = application;
    return open_postgres(options);
}

std::unique_ptr<ReaderDBClient> PostgresTest::open_reader(std::int64_t articles) {
    auto client = open();
    client->initialize_tables({.dimensions = 3});
    std::vector<Article> list;
    for (std::int64_t id = 1; id <= articles; ++id)
        list.push_back(titled(id, fmt::format("article {}", id)));
    if (!list.empty()) client->upsert_articles(list);
    return client;
}

std::string PostgresTest::article_clusters() {
    return database.sql().value(
        "SELECT string_agg(coalesce(cluster_id::text, '-'), ' ' ORDER BY article_id) FROM reader.articles");
}

void PostgresTest::create_die() {
    database.sql().execute(
        "CREATE FUNCTION public.die() RETURNS boolean LANGUAGE sql VOLATILE AS "
        "'SELECT pg_terminate_backend(pg_backend_pid())'");
}

ComputedRun small_run() {
    ComputedRun run;
    for (const std::int64_t id : {1, 2, 3})
        run.add(id, 0);
    for (const std::int64_t id : {4, 5})
        run.add(id, 1);
    return run.add(std::int64_t{6}, -1);
}

ClusterMatcher all_new(std::size_t labels) {
    return [labels](const PublishedAssignments&) { return keeping(std::vector<std::optional<ClusterId>>(labels)); };
}

ClusterMatcher same_as_before(std::size_t labels) {
    return [labels](const PublishedAssignments&) {
        std::vector<std::optional<ClusterId>> kept;
        for (std::size_t label = 0; label < labels; ++label)
            kept.emplace_back(static_cast<ClusterId>(label) + 1);
        return keeping(kept);
    };
}

}  // namespace asterism::store
