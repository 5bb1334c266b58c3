#include "store/postgres/schema.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <set>
#include <utility>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/inspect_rows.hpp"
#include "store/postgres/metadata_index.hpp"
#include "store/postgres/server_error.hpp"
#include "store/postgres/vector_index.hpp"

namespace asterism::store::postgres {
namespace {

constexpr int kMaxDimensions = 16000;  // of pgvector's vector

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
                                "postgresql-{}-pgvector), then run `asterism init` again",
                                connection.location(), PQserverVersion(connection.handle()) / 10000));
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

[[noreturn]] void refuse_dimension(const Table& table, int has, int asked) {
    throw Error(ErrorKind::schema,
                fmt::format("{} holds vectors of {} dimensions, not {}; run `asterism init --dimensions {}`, or name "
                            "another schema",
                            table.name, has, asked, has));
}

/// The dimension of everything: what a source that is not ours has, else what was asked for.
int settle_dimensions(Session& session, int asked, InitializeReport& report) {
    const Catalogue& known = session.catalogue();
    int dimensions = asked;
    if (known.embeddings.exists && !known.embeddings.ours) {
        const Column* centroid = known.clusters.find("centroid");
        const bool declared = known.embeddings.require(session.names().embedding).dimensions > 0;
        if (!declared && centroid != nullptr && centroid->dimensions > 0 && !is_empty(session, known.clusters))
            return centroid->dimensions;
        if (const int found = source_dimensions(session); found > 0) dimensions = found;
        if (dimensions != asked)
            report.warnings.push_back(fmt::format("{} holds vectors of {} dimensions; the clusters get as many, not {}",
                                                  known.embeddings.name, dimensions, asked));
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
        refuse_dimension(known.embeddings, vectors->dimensions, dimensions);
    if (known.clusters.exists && !is_empty(session, known.clusters))
        refuse_dimension(known.clusters, centroid->dimensions, dimensions);
    if (change_vectors) change_dimension(session, known.embeddings, session.names().embedding, dimensions, report);
    if (change_centroids) change_dimension(session, known.clusters, "centroid", dimensions, report);
}

/// A source that exists lacks at most the column we write.
void ensure_source_columns(Session& session, InitializeReport& report) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    known.articles.require(names.article_id);
    known.articles.require(names.title);
    for (const auto& column : {names.summary, names.content, names.url, names.published_at})
        if (known.articles.find(column) == nullptr)
            report.warnings.push_back(
                fmt::format("{} has no column \"{}\"; it is taken as empty", known.articles.name, column));
    if (known.articles.find(names.cluster_id) != nullptr) return;
    const std::string statement =
        fmt::format("ALTER TABLE {} ADD COLUMN {} bigint", known.articles.name, quote_identifier(names.cluster_id));
    run_or_say(session, statement, statement + ";");
    report.created.push_back(fmt::format("column {}.{}", known.articles.name, quote_identifier(names.cluster_id)));
}

void ensure_tables(Session& session, int dimensions, InitializeReport& report) {
    session.set_placeholder("dimensions", std::to_string(dimensions));
    const Catalogue known = session.catalogue();
    if (known.vectors_beside_articles) known.embeddings.require(session.names().embedding);
    if (known.articles.exists) ensure_source_columns(session, report);
    const std::string grant =
        fmt::format("GRANT CREATE, USAGE ON SCHEMA {} TO {};", quote_identifier(session.names().schema),
                    quote_identifier(PQuser(session.connection().handle())));
    const auto create = [&](std::string_view statement) { run_or_say(session, session.sql(statement), grant); };
    if (!known.articles.exists) create("create_articles");
    if (!known.embeddings.exists) create("create_embeddings");
    if (!known.clusters.exists) create("create_clusters");
    const bool complete = known.schema_version == kSchemaVersion && known.missing.empty();
    if (!complete) create("schema_001");
    if (!complete) create("schema_002");
    if (known.schema_version == 1 && known.embeddings.ours) session.run("adopt_vectors");
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
    if (options.dimensions < 1 || options.dimensions > kMaxDimensions)
        throw Error(ErrorKind::usage,
                    fmt::format("{} dimensions are not possible; give 1 to {}", options.dimensions, kMaxDimensions));
    InitializeReport report;
    session.transact(Access::write, [&] {
        report = {};
        session.connection().run(
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('asterism init', 0))");
        session.refresh();
        ensure_schema(session, report);
        ensure_extension(session, report);
        session.refresh();
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
            const Finding hidden = hidden_rows(session, table);
            report.warnings.push_back(hidden.what + "; " + hidden.mend);
        }
        const std::set<std::pair<std::int64_t, std::string>> old(before.begin(), before.end());
        for (const auto& relation : relations(session))
            if (!old.contains(relation)) report.created.push_back(relation.second);
    });
    return report;
}

}  // namespace asterism::store::postgres
