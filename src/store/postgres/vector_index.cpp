#include "store/postgres/vector_index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::string_view kVectorLoss = "searches by nearness are slower without it, clustering is not";

bool indexable(const Table& table) {
    return table.kind != TableKind::view && table.kind != TableKind::foreign;
}

std::string why_not(const Table& table, std::string_view column, const Column& found) {
    const auto name = fmt::format("{}.\"{}\"", table.name, column);
    if (!indexable(table))
        return fmt::format("no HNSW index on {}: it is {}; one on the table beneath serves searches by nearness too",
                           name, to_string(table.kind));
    if (found.type != "vector" && found.type != "halfvec")
        return fmt::format("no HNSW index on {}: its type is \"{}\", not vector", name, found.declared);
    if (found.dimensions == 0)
        return fmt::format(
            "no HNSW index on {}: it declares no dimension; ALTER TABLE {} ALTER COLUMN \"{}\" TYPE "
            "{}(d) gives it one",
            name, table.name, column, found.type);
    return fmt::format(
        "no HNSW index on {}: {} dimensions are more than the {} that pgvector indexes; clustering needs "
        "none, searches by nearness read the whole table",
        name, found.dimensions, kMaxHalfvecIndexDimensions);
}

// What an HNSW build keeps in memory per row beside the vector: its neighbours at m = 16. Measured, rounded up.
constexpr std::int64_t kGraphBytes = 1024;
constexpr std::int64_t kMostBuildMemory = std::int64_t{512} << 20;

constexpr std::int64_t kLongBuild = 5000;  // rows that take seconds

/// A build whose graph does not fit into maintenance_work_mem (64 MB by default) goes on row by row.
void prepare_build(Session& session, const Table& table, int dimensions) {
    auto& connection = session.connection();
    const std::int64_t rows = connection.run("SELECT count(*) FROM " + table.name).integer(0, 0);
    if (rows >= kLongBuild) log_info("building the HNSW index of {} over {} vectors", table.name, rows);
    const std::int64_t needed = std::min(rows * (4 * dimensions + kGraphBytes), kMostBuildMemory);
    const std::int64_t granted =
        connection.run("SELECT setting FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem'").integer(0, 0);
    if (needed / 1024 > granted) connection.run(fmt::format("SET LOCAL maintenance_work_mem = '{}kB'", needed / 1024));
}

}  // namespace

std::vector<IndexState> vector_indexes(Session& session, const Table& table, std::string_view column) {
    std::vector<IndexState> found;
    const Result rows = session.run("vector_indexes", {table.name, column});
    for (int row = 0; row < rows.rows(); ++row)
        found.push_back({rows.text(row, 0), rows.yes(row, 1)});
    return found;
}

std::string indexed_expression(const Table& table, const Column& column, std::string_view quoted_name) {
    if (!indexable(table)) return {};
    if (column.dimensions == 0 || column.dimensions > kMaxHalfvecIndexDimensions) return {};
    if (column.type == "halfvec") return fmt::format("{} halfvec_cosine_ops", quoted_name);
    if (column.type != "vector") return {};
    if (column.dimensions <= kMaxVectorIndexDimensions) return fmt::format("{} vector_cosine_ops", quoted_name);
    return fmt::format("({}::halfvec({})) halfvec_cosine_ops", quoted_name, column.dimensions);
}

void ensure_vector_index(Session& session, const Table& table, std::string_view column, std::string_view index,
                         InitializeReport& report) {
    const auto indexes = vector_indexes(session, table, column);
    rebuild_invalid(session, indexes, kVectorLoss, report);
    if (!indexes.empty()) return;
    const Column& found = table.require(column);
    const std::string indexed = indexed_expression(table, found, quote_identifier(column));
    if (indexed.empty()) {
        report.warnings.push_back(why_not(table, column, found));
        return;
    }
    session.set_placeholder("index", quote_identifier(index));
    session.set_placeholder("table", table.name);
    session.set_placeholder("indexed", indexed);
    const std::string sql = session.sql("create_vector_index");
    if (version_below(session.catalogue().vector_version, kSafeParallelBuilds))
        session.connection().run("SET LOCAL max_parallel_maintenance_workers = 0");
    prepare_build(session, table, found.dimensions);
    build_if_allowed(session, sql, kVectorLoss, report, [&] { session.connection().run(sql); });
}

bool set_aside_vector_indexes(Session& session, const Table& table, std::string_view column) {
    if (!table.ours) return false;
    auto& connection = session.connection();
    connection.run("SAVEPOINT asterism_aside; SET LOCAL lock_timeout = '1s'");
    bool dropped = false;
    try {
        for (const auto& index : vector_indexes(session, table, column)) {
            connection.run("DROP INDEX " + index.name);
            dropped = true;
        }
    } catch (const ServerError& error) {
        if (error.kind() != ErrorKind::timeout && error.kind() != ErrorKind::privilege) throw;
        connection.run("ROLLBACK TO SAVEPOINT asterism_aside");
        dropped = false;
    }
    connection.run("RELEASE SAVEPOINT asterism_aside; " + session.lock_timeout_setting());
    return dropped;
}

void finish_loading(Session& session) noexcept {
    if (!session.load.index_aside) return;
    session.load.index_aside = false;
    try {
        InitializeReport report;
        session.transact_on_tables(Access::write, [&] {
            report = {};
            ensure_vector_index(session, session.catalogue().embeddings, session.names().embedding, kEmbeddingsIndex,
                                report);
        });
        for (const auto& warning : report.warnings)
            log_warning("{}", warning);
    } catch (const std::exception& error) {
        log_warning("{} could not be built: {}; this builds it: {}", kEmbeddingsIndex, error.what(),
                    session.commands().told("init"));
    }
}

}  // namespace asterism::store::postgres
