#include "store/sqlite/own_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "store/own_tables.hpp"

namespace asterism::store::sqlite {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// By the first table of version 2, for a reader that has lost its counters.
std::int64_t version_of(const OwnTables& tables) {
    if (tables.missing.size() == kOwnTables.size()) return 0;
    return holds(tables.missing, "vector_origins") ? 1 : kSchemaVersion;
}

std::set<std::string> objects_there(Session& session) {
    std::set<std::string> names;
    Statement row(session.connection(), embedded("definitions"));
    while (row.step())
        names.insert(row.string(0));
    return names;
}

}  // namespace

OwnTables read_own_tables(Session& session) {
    OwnTables found;
    for (const auto name : kOwnTables) {
        const Table table = session.table(std::string(name));
        if (!table.exists()) {
            found.missing.emplace_back(name);
            continue;
        }
        const std::string lacking =
            lacking_columns(name, [&](std::string_view column) { return table.find(column) != nullptr; });
        if (!table.is_table() || !lacking.empty())
            found.foreign.push_back(
                foreign_table(fmt::format("\"{}\"", table.name),
                              lacking.empty() ? "it is a " + table.kind : "it has no column " + lacking, false));
    }
    if (!found.foreign.empty()) return found;
    if (holds(found.missing, "counters")) {
        found.version = version_of(found);
        return found;
    }
    const auto version = session.counter("schema_version");
    if (!version) found.foreign.push_back(foreign_table("\"counters\"", kNoVersion, false));
    found.version = version.value_or(0);
    return found;
}

void restore_own_tables(Session& session, const OwnTables& tables) {
    Connection fresh(":memory:", OpenMode::create, 0);
    for (std::int64_t step = 1; step <= tables.version; ++step)
        fresh.execute(session.sql(fmt::format("schema_{:03}", step)));
    const auto there = objects_there(session);
    Statement row(fresh, embedded("definitions"));
    while (row.step())
        if (!there.contains(row.string(0))) session.connection().execute(row.string(1));
    if (holds(tables.missing, "counters")) {
        session.set_counter("schema_version", tables.version);
        session.set_counter("cluster_id", 0);
    }
    if (holds(tables.missing, "cluster_runs")) session.connection().execute(session.sql("raise_run_id"));
}

}  // namespace asterism::store::sqlite
