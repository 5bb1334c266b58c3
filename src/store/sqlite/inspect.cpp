/// What is wrong with a reader, and the command that mends it.
#include <fmt/format.h>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {
namespace {

using Severity = Finding::Severity;

}  // namespace

std::vector<Finding> SqliteClient::inspect() {
    std::vector<Finding> findings;
    const auto init = fmt::format("asterism init {}", options_.path.string());
    try {
        inspect_file(findings);
        ready();
        findings.push_back({Severity::ok, fmt::format("the tables are of version {}", kSchemaVersion), ""});
        inspect_rows(findings);
    } catch (const Error& error) {
        findings.push_back({Severity::error, error.what(), error.kind() == ErrorKind::schema ? init : ""});
    }
    return findings;
}

void SqliteClient::inspect_file(std::vector<Finding>& findings) {
    Connection& db = connection();
    Statement check(db, "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok")
        throw Error(ErrorKind::data,
                    fmt::format("\"{0}\" is damaged: {1}; restore it from a backup, or save what can be "
                                "read with `sqlite3 {0} .recover`",
                                db.location(), check.text(0)));
    findings.push_back({Severity::ok, fmt::format("\"{}\" opens and is sound", db.location()), ""});
    Statement journal(db, "PRAGMA journal_mode");
    if (journal.step() && journal.text(0) != "wal" && journal.text(0) != "memory")
        findings.push_back({Severity::warning, "no write-ahead log: readers wait while a run is published",
                            fmt::format("asterism init {}", db.location())});
}

void SqliteClient::inspect_rows(std::vector<Finding>& findings) {
    const auto& path = db_->location();
    for (const auto* statement :
         {"all_articles", "all_embeddings", "cluster_articles", "list_clusters", "insert_article", "update_embedding",
          "list_runs", "insert_run_cluster", "insert_assignment"})
        prepare(statement);  // a missing table or column throws
    const auto dimensions = counter("dimensions"), stored = stored_dimensions();
    if (stored && stored != dimensions)
        findings.push_back(
            {Severity::error,
             fmt::format("most vectors have {} dimensions, the reader is made for {}", *stored, dimensions.value_or(0)),
             fmt::format("asterism init {} --dimensions {}", path, *stored)});
    inspect_vectors(findings);
    auto stale = prepare("stale_runs");
    while (stale.step())
        findings.push_back(
            {Severity::warning,
             fmt::format("run {} has been running since {}; if no program is at work, it was cut off and "
                         "changed nothing",
                         stale.integer(0), stale.text(1)),
             fmt::format("asterism cluster {}", path)});
    Statement foreign(*db_, "PRAGMA foreign_key_check");
    bool told = false;
    while (!told && foreign.step()) {
        told = !same_name(foreign.text(0), options_.names.embeddings);  // those are told as orphans
        if (told)
            findings.push_back(
                {Severity::warning,
                 fmt::format("table \"{}\" has rows whose \"{}\" is gone", foreign.text(0), foreign.text(2)), ""});
    }
}

}  // namespace asterism::store::sqlite
