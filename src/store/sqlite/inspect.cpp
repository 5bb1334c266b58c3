#include "store/sqlite/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/own_tables.hpp"
#include "store/sqlite/column_types.hpp"
#include "store/sqlite/dimensions.hpp"
#include "store/sqlite/embeddings.hpp"
#include "store/sqlite/inspect_rows.hpp"
#include "store/sqlite/obstacles.hpp"
#include "store/sqlite/own_tables.hpp"

namespace asterism::store::sqlite {
namespace {

using Severity = Finding::Severity;

void inspect_file(Session& session, std::vector<Finding>& findings) {
    Connection& db = session.connection();
    Statement check(db, "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok")
        throw Error(
            ErrorKind::data,
            fmt::format("\"{}\" is damaged: {}; restore it from a backup, or save what can be read: `sqlite3 {} "
                        ".recover`",
                        db.location(), check.text(0), session.commands().database));
    findings.push_back({Severity::ok, fmt::format("\"{}\" opens and is sound", db.location()), ""});
    Statement journal(db, "PRAGMA journal_mode");
    if (!db.as_it_stands() && journal.step() && journal.text(0) != "wal" && journal.text(0) != "memory")
        findings.push_back({Severity::warning, "no write-ahead log: readers wait while a run is published",
                            session.commands().line("init")});
}

/// False when what follows would find nothing to look at.
bool inspect_tables(Session& session, std::vector<Finding>& findings) {
    session.read_tables();
    const auto before = findings.size();
    const auto missing = [&](const std::string& what) {
        findings.push_back({Severity::error, what, session.commands().line("init")});
    };
    for (const auto& name : {session.names().articles, session.names().embeddings, session.names().clusters})
        if (!session.table(name).exists()) missing(fmt::format("there is no table \"{}\"", name));
    const OwnTables own = read_own_tables(session);
    findings.insert(findings.end(), own.foreign.begin(), own.foreign.end());
    if (own.foreign.empty() && own.version == 0)
        missing(fmt::format("\"{}\" has no tables of Asterism yet", session.connection().location()));
    else if (own.foreign.empty() && own.version < kSchemaVersion)
        missing("the tables are of an older version");
    else if (own.foreign.empty())
        for (const auto& name : own.missing)
            missing(fmt::format("there is no table \"{}\"", name));
    if (session.articles().exists() && session.articles().find(session.names().cluster_id) == nullptr)
        missing(fmt::format("\"{}\" has no column \"{}\"", session.articles().name, session.names().cluster_id));
    for (auto& finding : check_columns(session))
        findings.push_back(std::move(finding));
    return std::none_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

void inspect_rows(Session& session, std::vector<Finding>& findings) {
    for (const auto* statement :
         {"all_articles", "all_embeddings", "cluster_articles", "list_clusters", "list_runs", "insert_run_cluster",
          "insert_assignment", "insert_run_layer_cluster", "upsert_layer_cluster"})
        session.prepare(statement);  // a missing table or column throws
    const auto dimensions = session.counter("dimensions"), stored = stored_dimensions(session);
    if (stored && stored != dimensions)
        findings.push_back(
            {Severity::error,
             fmt::format("most vectors have {} dimensions, the reader is made for {}", *stored, dimensions.value_or(0)),
             session.commands().line("init", fmt::format("--dimensions {}", *stored))});
    inspect_vectors(session, findings);
    auto open = session.prepare("stale_runs");
    if (open.step() && open.integer(0) > 0)
        findings.push_back(told({open.integer(0), open.integer(1), open.integer(2), open.string(3)},
                                session.commands().line("cluster")));
    Statement foreign(session.connection(), "PRAGMA foreign_key_check");
    bool reported = false;
    while (!reported && foreign.step()) {
        reported = !same_name(foreign.text(0), session.names().embeddings);  // those are told as orphans
        if (reported)
            findings.push_back(
                {Severity::warning,
                 fmt::format("table \"{}\" has rows whose \"{}\" is gone", foreign.text(0), foreign.text(2)), ""});
    }
}

/// Triggers may change or hold back what is written; only a run tells.
void inspect_triggers(Session& session, std::vector<Finding>& findings) {
    const TableNames& names = session.names();
    std::set<std::string> tables{names.articles, names.embeddings, names.clusters};
    tables.insert(kOwnTables.begin(), kOwnTables.end());
    for (const auto& table : tables)
        if (const std::string list = triggers(session, table); !list.empty())
            findings.push_back(
                {Severity::ok, fmt::format("\"{}\" has {}; what is written goes through that", table, list), ""});
}

void inspect_unusable_vectors(Session& session, std::vector<Finding>& findings) {
    auto repeated = session.prepare("repeated_vectors");
    if (repeated.step() && repeated.integer(0) > 0)
        findings.push_back(
            {Severity::error,
             fmt::format(
                 "{} articles have more than one vector ({}{}), so no run begins; delete what is too much, or make "
                 "a view with one for each and name it with --embeddings-table article_vectors",
                 repeated.integer(0), repeated.text(1), repeated.integer(0) > 5 ? ", ..." : ""),
             fmt::format("CREATE VIEW article_vectors AS SELECT {0}, {1} FROM {2} GROUP BY {0};",
                         quote_identifier(session.names().embeddings_article_id),
                         quote_identifier(session.names().embedding), quote_identifier(session.embeddings().name))});
    std::map<Rejection, std::int64_t> counts;
    const auto dimensions = static_cast<std::size_t>(session.counter("dimensions").value_or(0));
    std::vector<float> values(dimensions);
    auto row = session.prepare("all_embeddings");
    while (row.step()) {
        if (const auto rejection = read_vector(row, values, true); rejection && !row.is_null(1)) ++counts[*rejection];
    }
    if (auto finding = told(counts)) findings.push_back(std::move(*finding));
}

}  // namespace

std::vector<Finding> inspect(Session& session) {
    std::vector<Finding> findings;
    std::error_code ignored;
    const auto folder = session.path().parent_path();
    if (session.path() != ":memory:" && !std::filesystem::exists(session.path(), ignored) &&
        (folder.empty() || std::filesystem::exists(folder, ignored)))
        return {{Severity::error, fmt::format("there is no database \"{}\"", session.path().string()),
                 session.commands().line("init")}};
    try {
        inspect_file(session, findings);
        if (!inspect_tables(session, findings)) return findings;
        session.ready();
        findings.push_back({Severity::ok, fmt::format("the tables are of version {}", kSchemaVersion), ""});
        inspect_triggers(session, findings);
        inspect_rows(session, findings);
        inspect_unusable_vectors(session, findings);
    } catch (const Error& error) {
        findings.push_back({Severity::error, error.what(), ""});
    }
    return findings;
}

}  // namespace asterism::store::sqlite
