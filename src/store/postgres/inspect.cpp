#include "store/postgres/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/column_types.hpp"
#include "store/postgres/inspect_rows.hpp"
#include "store/postgres/metadata_index.hpp"
#include "store/postgres/obstacles.hpp"
#include "store/postgres/privileges.hpp"
#include "store/postgres/schema.hpp"
#include "store/postgres/unusable_vectors.hpp"
#include "store/postgres/vector_index.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;
using Findings = std::vector<Finding>;

// Below it vacuum of an HNSW index has known faults.
constexpr std::string_view kGoodVersion = "0.8.4";

void inspect_extension(Session& session, Findings& findings) {
    const std::string& version = session.catalogue().vector_version;
    if (version.empty()) {
        findings.push_back({Severity::error, "the database has no pgvector", session.commands().line("init")});
        return;
    }
    const std::string mend = "upgrade pgvector on the server, then: ALTER EXTENSION vector UPDATE;";
    if (version_below(version, kSafeParallelBuilds))
        findings.push_back({Severity::warning,
                            fmt::format("pgvector {} has a buffer overflow in parallel HNSW builds (CVE-2026-3172); "
                                        "Asterism builds its indexes without parallel workers here",
                                        version),
                            mend});
    else if (version_below(version, kGoodVersion))
        findings.push_back(
            {Severity::warning, fmt::format("pgvector {} lacks the vacuum fixes of 0.8.4", version), mend});
    else
        findings.push_back({Severity::ok, fmt::format("pgvector {}", version), ""});
}

void inspect_tables(Session& session, Findings& findings) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    for (const Table* table : {&known.articles, &known.embeddings, &known.clusters})
        if (!table->exists)
            findings.push_back(
                {Severity::error, fmt::format("there is no table {}", table->name), session.commands().line("init")});
    const bool older = known.schema_version > 0 && known.schema_version < kSchemaVersion;
    if (older)
        findings.push_back({Severity::error,
                            fmt::format("the tables in {} are of the older version {}", quote_identifier(names.schema),
                                        known.schema_version),
                            session.commands().line("init")});
    findings.insert(findings.end(), known.foreign.begin(), known.foreign.end());
    for (const auto& table : older || !known.foreign.empty() ? std::vector<std::string>() : known.missing)
        findings.push_back({Severity::error, fmt::format("there is no table {}", qualified(names, table)),
                            session.commands().line("init")});
    const auto column = [&](const Table& table, const std::string& name, const std::string& mend) {
        if (!table.exists || table.find(name) != nullptr) return;
        findings.push_back(
            {Severity::error,
             fmt::format("{} has no column \"{}\"{}", table.name, name, mend.empty() ? "; set the right name" : ""),
             mend});
    };
    column(known.articles, names.cluster_id, session.commands().line("init"));
    column(known.embeddings, names.embeddings_article_id, "");
    column(known.embeddings, names.embedding, "");
}

/// Triggers and rules may change or hold back what is written; only a run tells.
void inspect_obstacles(Session& session, Findings& findings) {
    const Catalogue& known = session.catalogue();
    std::set<std::string> tables{known.articles.name, known.embeddings.name, known.clusters.name};
    for (const auto own : kOwnTables)
        tables.insert(qualified(session.names(), own));
    for (const auto& table : tables)
        if (const std::string list = triggers_and_rules(session, table); !list.empty())
            findings.push_back(
                {Severity::ok, fmt::format("{} has {}; what is written goes through that", table, list), ""});
}

void append(Findings& findings, Findings&& more) {
    std::ranges::move(more, std::back_inserter(findings));
}

bool any_error(const Findings& findings) {
    for (const auto& finding : findings)
        if (finding.severity == Severity::error) return true;
    return false;
}

void inspect_validity(Session& session, const std::vector<IndexState>& indexes, Findings& findings) {
    for (const auto& index : indexes)
        if (!index.valid)
            findings.push_back(
                {Severity::error,
                 fmt::format("the index {} is invalid (its build was cut off), no search uses it", index.name),
                 session.commands().line("init")});
}

void inspect_vector_index(Session& session, const Table& table, const std::string& column, Findings& findings) {
    const auto indexes = vector_indexes(session, table, column);
    inspect_validity(session, indexes, findings);
    const std::string expression = indexed_expression(table, table.require(column), quote_identifier(column));
    const bool possible = !expression.empty();
    if (!indexes.empty() || !possible) return;
    const bool ours = session.run("owned", {table.name}).yes(0, 0);
    findings.push_back({Severity::warning,
                        fmt::format("no HNSW index on {}.\"{}\"; searches by nearness read all of it{}", table.name,
                                    column, ours ? "" : ", and only its owner may make one"),
                        ours ? session.commands().line("init")
                             : fmt::format("CREATE INDEX ON {} USING hnsw ({});", table.name, expression)});
}

void inspect_metadata_index(Session& session, Findings& findings) {
    const auto indexes = metadata_indexes(session);
    inspect_validity(session, indexes, findings);
    if (indexes.empty() && metadata_indexable(session))
        findings.push_back(
            {Severity::warning,
             fmt::format("no GIN index on {}.metadata; searches for keywords and entities read all of it",
                         session.catalogue().clusters.name),
             session.commands().line("init")});
}

void inspect_dimensions(Session& session, Findings& findings) {
    const int source = source_dimensions(session);
    const int centroid = session.catalogue().clusters.require("centroid").dimensions;
    if (source == 0 || centroid == 0 || source == centroid) return;
    const bool empty =
        session.connection().run("SELECT FROM " + session.catalogue().clusters.name + " LIMIT 1").rows() == 0;
    findings.push_back(
        {Severity::error,
         fmt::format("the vectors have {} dimensions, the clusters {}; no run can be published{}", source, centroid,
                     empty ? "" : ". Name another table for clusters of these vectors with --clusters-table"),
         empty ? session.commands().line("init", fmt::format("--dimensions {}", source)) : ""});
}

void inspect_rows(Session& session, Findings& findings) {
    inspect_vectors(session, findings);
    const Result open = session.run("running_runs");
    if (open.integer(0, 0) > 0)
        findings.push_back(told({open.integer(0, 0), open.integer(0, 1), open.integer(0, 2), open.text(0, 3)},
                                session.commands().line("cluster")));
}

}  // namespace

Findings inspect(Session& session) {
    Findings findings;
    try {
        session.transact(Access::snapshot, [&] {
            findings.clear();
            session.refresh();
            findings.push_back({Severity::ok,
                                fmt::format("\"{}\" answers, PostgreSQL {}", session.connection().location(),
                                            PQparameterStatus(session.connection().handle(), "server_version")),
                                ""});
            inspect_extension(session, findings);
            inspect_tables(session, findings);
            inspect_row_security(session, findings);
            if (!session.catalogue().hiding.empty()) return;  // what follows reads rows
            append(findings, check_columns(session));
            if (any_error(findings)) return;
            append(findings, missing_privileges(session, "run,publish"));
            if (any_error(findings)) return;
            inspect_obstacles(session, findings);
            inspect_vector_index(session, session.catalogue().embeddings, session.names().embedding, findings);
            inspect_vector_index(session, session.catalogue().clusters, "centroid", findings);
            inspect_metadata_index(session, findings);
            inspect_dimensions(session, findings);
            inspect_rows(session, findings);
            inspect_unusable_vectors(session, findings);
            if (std::string slow = slow_updates(session); !slow.empty())
                findings.push_back({Severity::warning, std::move(slow), ""});
        });
    } catch (const Error& error) {
        findings.push_back({Severity::error, error.what(), ""});
    }
    return findings;
}

}  // namespace asterism::store::postgres
