#include "store/postgres/schema.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <set>
#include <utility>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/column_types.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/inspect_rows.hpp"
#include "store/postgres/metadata_index.hpp"
#include "store/postgres/server_error.hpp"
#include "store/postgres/vector_index.hpp"

namespace asterism::store::postgres {
namespace {

using Relations = std::vector<std::pair<std::int64_t, std::string>>;

Relations relations(Session& session) {
    Relations found;
    const Result rows = session.run("relations", {session.names().schema});
    for (int row = 0; row < rows.rows(); ++row)
        found.emplace_back(rows.integer(row, 0), rows.text(row, 1));
    return found;
}

/// Runs `statement`; when it is not allowed, says who must run which command.
void run_or_say(Session& session, const std::string& statement, const std::string& command) {
    try {
        session.connection().run(statement);
    } catch (const ServerError& error) {
        if (error.kind() != ErrorKind::privilege) throw;
        throw Error(ErrorKind::privilege,
                    fmt::format("not allowed to run `{}` on \"{}\"; let its owner or a superuser run: {}", statement,
                                session.connection().location(), command));
    }
}

void ensure_extension(Session& session, InitializeReport& report) {
    if (!session.catalogue().vector_version.empty()) return;
    auto& connection = session.connection();
    const std::string database = quote_identifier(PQdb(connection.handle()));
    if (connection.run("SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'vector'").rows() == 0)
        throw Error(ErrorKind::schema,
                    fmt::format("the server \"{}\" has no pgvector; install it there (Debian: the package "
                                "postgresql-{}-pgvector), then run this again: {}",
                                connection.location(), PQserverVersion(connection.handle()) / 10000,
                                session.commands().told("init")));
    const std::string schema = connection.run("SELECT pg_catalog.to_regnamespace('public')").null(0, 0)
                                   ? quote_identifier(session.names().schema)
                                   : "public";
    run_or_say(session, "CREATE EXTENSION IF NOT EXISTS vector SCHEMA " + schema,
               fmt::format("CREATE EXTENSION vector;  (in the database {})", database));
    report.created.emplace_back("extension vector");
}

void ensure_schema(Session& session, InitializeReport& report) {
    auto& connection = session.connection();
    const std::string schema = quote_identifier(session.names().schema);
    if (connection.run("SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1", {session.names().schema}).rows() > 0)
        return;
    const Result twin = connection.run("SELECT nspname FROM pg_catalog.pg_namespace WHERE lower(nspname) = lower($1)",
                                       {session.names().schema});
    if (twin.rows() > 0)
        throw Error(ErrorKind::schema,
                    fmt::format("there is no schema {}, but one called \"{}\"; give its name as it is "
                                "written there",
                                schema, twin.bytes(0, 0)));
    run_or_say(
        session, "CREATE SCHEMA " + schema,
        fmt::format("CREATE SCHEMA {} AUTHORIZATION {};", schema, quote_identifier(PQuser(connection.handle()))));
    report.created.push_back("schema " + schema);
}

bool is_empty(Session& session, const Table& table) {
    return session.connection().run("SELECT FROM " + table.name + " LIMIT 1").rows() == 0;
}

/// Gives an empty table of ours another dimension. An index may name the old one, so it goes and is made anew later.
void change_dimension(Session& session, const Table& table, std::string_view column, int dimensions,
                      InitializeReport& report) {
    for (const auto& index : vector_indexes(session, table, column))
        session.connection().run("DROP INDEX " + index.name);
    session.connection().run(fmt::format("ALTER TABLE {} ALTER COLUMN {} TYPE vector({})", table.name,
                                         quote_identifier(column), dimensions));
    report.created.push_back(fmt::format("table {} (now {} dimensions)", table.name, dimensions));
}

[[noreturn]] void refuse_dimension(const Session& session, const Table& table, int has, int asked) {
    throw Error(
        ErrorKind::schema,
        fmt::format("{} holds vectors of {} dimensions, not {}; name another schema, or keep them: {}", table.name, has,
                    asked, session.commands().told("init", fmt::format("--dimensions {}", has))));
}

/// Of our tables that are there, else the usual number.
int dimensions_made_for(const Session& session) {
    const Catalogue& known = session.catalogue();
    for (const Column* column : {known.embeddings.find(session.names().embedding), known.clusters.find("centroid")})
        if (column != nullptr && column->dimensions > 0) return column->dimensions;
    return kUsualDimensions;
}

/// The dimension of everything: what a source that is not ours has, else what was asked for.
int settle_dimensions(Session& session, std::optional<int> asked, InitializeReport& report) {
    const Catalogue& known = session.catalogue();
    int dimensions = asked ? *asked : dimensions_made_for(session);
    if (known.embeddings.exists && !known.embeddings.ours) {
        const Column* centroid = known.clusters.find("centroid");
        const bool declared = known.embeddings.require(session.names().embedding).dimensions > 0;
        if (!declared && centroid != nullptr && centroid->dimensions > 0 && !is_empty(session, known.clusters))
            return centroid->dimensions;
        if (const int found = source_dimensions(session); found > 0) dimensions = found;
        if (asked && dimensions != *asked)
            report.warnings.push_back(fmt::format("{} holds vectors of {} dimensions; the clusters get as many, not {}",
                                                  known.embeddings.name, dimensions, *asked));
    }
    return dimensions;
}

void fit_dimensions(Session& session, int dimensions, InitializeReport& report) {
    const Catalogue& known = session.catalogue();
    const Column* vectors = known.embeddings.find(session.names().embedding);
    const Column* centroid = known.clusters.find("centroid");
    const auto differs = [&](const Table& table, const Column* column) {
        return table.exists && table.ours && column != nullptr && column->dimensions != dimensions;
    };
    const bool change_vectors = differs(known.embeddings, vectors),
               change_centroids = differs(known.clusters, centroid);
    if (!change_vectors && !change_centroids) return;
    if (known.embeddings.ours && known.embeddings.exists && !is_empty(session, known.embeddings))
        refuse_dimension(session, known.embeddings, vectors->dimensions, dimensions);
    if (known.clusters.exists && !is_empty(session, known.clusters))
        refuse_dimension(session, known.clusters, centroid->dimensions, dimensions);
    if (change_vectors) change_dimension(session, known.embeddings, session.names().embedding, dimensions, report);
    if (change_centroids) change_dimension(session, known.clusters, "centroid", dimensions, report);
}

/// A source that exists lacks at most the column we write.
void ensure_source_columns(Session& session, InitializeReport& report) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    if (known.articles.find(names.cluster_id) != nullptr) return;
    const std::string statement =
        fmt::format("ALTER TABLE {} ADD COLUMN {} bigint", known.articles.name, quote_identifier(names.cluster_id));
    run_or_say(session, statement, statement + ";");
    report.created.push_back(fmt::format("column {}.{}", known.articles.name, quote_identifier(names.cluster_id)));
}

/// A name in capitals that nobody quoted is lower case in PostgreSQL: beside such a table no other is made.
void refuse_twins(Session& session) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    const std::array<std::pair<const Table*, std::string>, 2> sources{
        {{&known.articles, names.articles}, {&known.embeddings, names.embeddings}}};
    for (const auto& [table, name] : sources) {
        if (table->exists) continue;
        const Result twin = session.run("twin", {names.schema, name});
        if (twin.rows() > 0)
            throw Error(ErrorKind::schema,
                        fmt::format("there is no table {}, but one called \"{}\"; give its name as it "
                                    "is written there",
                                    table->name, twin.bytes(0, 0)));
    }
}

/// Refuses what a run could not work with, before anything is made.
void check_sources(Session& session, InitializeReport& report) {
    refuse_twins(session);
    const Catalogue& known = session.catalogue();
    refuse_errors(known.foreign);
    if (known.articles.exists) known.articles.require(session.names().article_id);
    if (known.embeddings.exists) {
        known.embeddings.require(session.names().embeddings_article_id);
        known.embeddings.require(session.names().embedding);
    }
    const auto findings = check_columns(session);
    refuse_errors(findings);
    for (auto& warning : told_warnings(findings))
        report.warnings.push_back(std::move(warning));
}

/// Only in a table of our own, and where PostgreSQL takes it.
std::string key_to_articles(Session& session) {
    const Table& articles = session.catalogue().articles;
    if (articles.exists && !articles.ours) {
        const Result target = session.run("write_target", {articles.name, session.names().article_id});
        const Result allowed =
            session.connection().run("SELECT pg_catalog.has_table_privilege($1, 'REFERENCES')", {articles.name});
        const bool table = articles.kind == TableKind::table || articles.kind == TableKind::partitioned;
        if (!table || !target.yes(0, 1) || !allowed.yes(0, 0)) return {};
    }
    return session.sql("key_to_articles");
}

void ensure_tables(Session& session, int dimensions, InitializeReport& report) {
    session.set_placeholder("dimensions", std::to_string(dimensions));
    const Catalogue known = session.catalogue();
    if (known.articles.exists) ensure_source_columns(session, report);
    const std::string grant =
        fmt::format("GRANT CREATE, USAGE ON SCHEMA {} TO {};", quote_identifier(session.names().schema),
                    quote_identifier(PQuser(session.connection().handle())));
    const auto create = [&](std::string_view statement) { run_or_say(session, session.sql(statement), grant); };
    if (!known.articles.exists) create("create_articles");
    if (!known.embeddings.exists) {
        session.set_placeholder("key_to_articles", key_to_articles(session));
        create("create_embeddings");
    }
    if (!known.clusters.exists) create("create_clusters");
    // Step by step. A step that was taken before mends what somebody dropped, and else changes nothing.
    const bool complete = known.schema_version == kSchemaVersion && known.missing.empty();
    for (int version = 1; !complete && version <= kSchemaVersion; ++version)
        create(fmt::format("schema_{:03}", version));
    if (known.schema_version == 1 && known.embeddings.ours) session.run("adopt_vectors");
    if (!complete) session.run("raise_counters");
    session.refresh();
    for (const char* column :
         {"cluster_id", "centroid", "article_count", "metadata", "first_seen", "last_seen", "retired_at"})
        session.catalogue().clusters.require(column);
}

}  // namespace

int source_dimensions(Session& session) {
    const Column& column = session.catalogue().embeddings.require(session.names().embedding);
    if (column.dimensions > 0) return column.dimensions;
    session.set_placeholder("dimension_of", dimension_of(session));
    const Result rows = session.run("common_dimension");
    return rows.rows() == 0 ? 0 : static_cast<int>(rows.integer(0, 0));
}

std::string slow_updates(Session& session) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    if (!known.vectors_beside_articles || vector_indexes(session, known.embeddings, names.embedding).empty()) return {};
    const Result index = session.run("plain_index", {known.articles.name, names.cluster_id});
    if (index.rows() == 0) return {};
    return fmt::format(
        "the vectors of {} sit beside \"{}\", which the index {} holds: every change of a cluster "
        "re-inserts its vector into the HNSW index, 5.2 ms a row against 4 us; drop that index, or keep "
        "the vectors in a table of their own",
        known.articles.name, names.cluster_id, index.bytes(0, 0));
}

InitializeReport initialize_tables(Session& session, const InitializeOptions& options) {
    require_possible(options);
    InitializeReport report;
    session.transact(Access::write, [&] {
        report = {};
        session.connection().run(
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('asterism init', 0))");
        session.refresh();
        ensure_schema(session, report);
        ensure_extension(session, report);
        session.refresh();
        check_sources(session, report);
        const Relations before = relations(session);
        const int dimensions = settle_dimensions(session, options.dimensions, report);
        fit_dimensions(session, dimensions, report);
        ensure_tables(session, dimensions, report);
        const Catalogue known = session.catalogue();
        ensure_vector_index(session, known.embeddings, session.names().embedding, kEmbeddingsIndex, report);
        ensure_vector_index(session, known.clusters, "centroid", kClustersIndex, report);
        ensure_metadata_index(session, report);
        if (std::string slow = slow_updates(session); !slow.empty()) report.warnings.push_back(std::move(slow));
        for (const auto& table : session.catalogue().hiding) {
            const Finding hidden = hidden_rows(table);
            report.warnings.push_back(hidden.what + "; " + hidden.mend);
        }
        const std::set<std::pair<std::int64_t, std::string>> old(before.begin(), before.end());
        for (const auto& relation : relations(session))
            if (!old.contains(relation)) report.created.push_back(relation.second);
    });
    return report;
}

}  // namespace asterism::store::postgres
