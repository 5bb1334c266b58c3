#include "store/postgres/cluster_column.hpp"

#include <fmt/format.h>

#include <optional>

#include "store/identifiers.hpp"
#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;

bool is_table(const Table& table) {
    return table.kind == TableKind::table || table.kind == TableKind::partitioned;
}

struct ClusterColumn {
    const Table& table;
    const Column& column;
    std::string quoted;  ///< its name
    std::string shown;   ///< with its table
};

/// Whether every value of a text column is a number or nothing.
bool holds_numbers(Session& session, const ClusterColumn& at) {
    return at.column.category == 'N' ||
           (at.column.category == 'S' &&
            session.connection()
                .run(fmt::format("SELECT coalesce(bool_and({0}::text ~ '^ *[0-9]{{0,18}} *$'), true) FROM {1}",
                                 at.quoted, at.table.name))
                .yes(0, 0));
}

/// Keeps what the column holds: in it when that is numbers, else under another name, beside which `init` adds a new
/// one.
std::string mend_type(Session& session, const ClusterColumn& at) {
    if (!is_table(at.table)) return {};
    if (!at.column.writable || !holds_numbers(session, at))
        return fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {};", at.table.name, at.quoted,
                           quote_identifier(session.names().cluster_id + "_before"));
    const std::string value = at.column.category == 'N' ? at.quoted : fmt::format("nullif(trim({}), '')", at.quoted);
    return fmt::format(
        "ALTER TABLE {0} ALTER COLUMN {1} DROP DEFAULT, ALTER COLUMN {1} DROP NOT NULL, ALTER COLUMN {1} "
        "TYPE bigint USING {2}::bigint;",
        at.table.name, at.quoted, value);
}

/// What the server says against `value` in the column; nullopt: nothing.
std::optional<std::string> objection(Session& session, const ClusterColumn& at, const std::string& value) {
    auto& connection = session.connection();
    connection.run("SAVEPOINT asterism_value");
    std::optional<std::string> found;
    try {
        connection.run(fmt::format("SELECT {}::{}", value, at.column.declared));
    } catch (const ServerError& error) {
        if (connection.lost() || error.kind() == ErrorKind::timeout) throw;
        found = without_password(PQerrorMessage(connection.handle()), connection.handle());
    }
    connection.run("ROLLBACK TO SAVEPOINT asterism_value; RELEASE SAVEPOINT asterism_value");
    return found;
}

/// Whether a condition on the column alone lets `value` pass; one that cannot be tried does.
bool passes(Session& session, const ClusterColumn& at, const std::string& condition, const std::string& value) {
    auto& connection = session.connection();
    connection.run("SAVEPOINT asterism_value");
    bool passed = true;
    try {
        passed = connection
                     .run(fmt::format("SELECT coalesce(({}), true) FROM (SELECT {}::{} AS {}) AS article", condition,
                                      value, at.column.declared, at.quoted))
                     .yes(0, 0);
    } catch (const ServerError& error) {
        if (connection.lost() || error.kind() == ErrorKind::timeout) throw;
    }
    connection.run("ROLLBACK TO SAVEPOINT asterism_value; RELEASE SAVEPOINT asterism_value");
    return passed;
}

std::string next_id(Session& session) {
    const Catalogue& known = session.catalogue();
    if (known.schema_version == 0) return "1";
    const Result row = session.connection().run("SELECT value + 1 FROM " + qualified(session.names(), "counters") +
                                                " WHERE name = 'cluster_id'");
    return row.rows() == 0 ? "1" : row.text(0, 0);
}

void check_type(Session& session, const ClusterColumn& at, std::vector<Finding>& findings) {
    if (at.column.type == "int8" || at.column.type == "int4") return;
    if (at.column.type == "int2") {
        findings.push_back(
            {Severity::warning,
             fmt::format("{} has the type \"{}\", which ends at 32,767; cluster ids are never given twice", at.shown,
                         at.column.declared),
             mend_type(session, at)});
        return;
    }
    findings.push_back(
        {Severity::error,
         fmt::format("{} has the type \"{}\", but cluster ids are bigint; change it, or name another column, which "
                     "`init` adds, with --cluster-column",
                     at.shown, at.column.declared),
         mend_type(session, at)});
}

/// With the statement that makes room for it.
void check_values(Session& session, const ClusterColumn& at, const std::string& next, std::vector<Finding>& findings) {
    const auto add = [&](std::string what, std::string_view action) {
        findings.push_back({Severity::error, std::move(what),
                            is_table(at.table)
                                ? fmt::format("ALTER TABLE {} ALTER COLUMN {} {};", at.table.name, at.quoted, action)
                                : ""});
    };
    if (!at.column.nullable && !at.column.domain)
        add(fmt::format("{} is NOT NULL, but an article of no cluster gets NULL", at.shown), "DROP NOT NULL");
    for (const auto& value : {std::string("NULL"), next}) {
        if (const auto said = objection(session, at, value))
            return add(fmt::format("{} does not take the value {} ({})", at.shown, value, *said), "TYPE bigint");
    }
}

void check_rules(Session& session, const ClusterColumn& at, const std::string& next, std::vector<Finding>& findings) {
    const Result rules = session.run("cluster_column_rules",
                                     {at.table.name, session.names().cluster_id, session.catalogue().clusters.name});
    for (int row = 0; row < rules.rows(); ++row) {
        const auto kind = rules.bytes(row, 0);
        const std::string said = rules.text(row, 2);
        std::string what;
        if (kind == "checks") {
            findings.push_back({Severity::ok,
                                fmt::format("{} and other columns must meet {}; an article that does not with its "
                                            "cluster fails the run",
                                            at.shown, said),
                                ""});
            continue;
        }
        if (kind == "partition")
            what = fmt::format("{} is partitioned by \"{}\", and no partition takes new clusters or NULL", said,
                               session.names().cluster_id);
        else if (kind == "rule")
            what = fmt::format("the rule {} stands in place of every update of {}, so no cluster is written", said,
                               at.table.name);
        else if (kind == "key")
            what = fmt::format("{} is a key to {}, which holds no clusters of Asterism", at.shown, said);
        else if (kind == "unique")
            what = fmt::format("{} is unique (index {}), but a cluster has many articles", at.shown, said);
        else if (!passes(session, at, said, "NULL"))
            what = fmt::format("{} must meet {}, which NULL, for an article of no cluster, does not", at.shown, said);
        else if (!passes(session, at, said, next))
            what = fmt::format("{} must meet {}, which the next cluster id, {}, does not", at.shown, said, next);
        if (!what.empty()) findings.push_back({Severity::error, std::move(what), rules.text(row, 1)});
    }
}

}  // namespace

void check_cluster_column(Session& session, std::vector<Finding>& findings) {
    const Table& table = session.catalogue().articles;
    const std::string& name = session.names().cluster_id;
    const Column* column = table.find(name);
    if (column == nullptr) {
        if (is_table(table)) return;
        findings.push_back({Severity::error,
                            fmt::format("{} is {} without a column \"{}\"; add one to the table beneath it, and to it",
                                        table.name, to_string(table.kind), name),
                            ""});
        return;
    }
    const ClusterColumn at{table, *column, quote_identifier(name), table.name + "." + quote_identifier(name)};
    const std::size_t before = findings.size();
    if (!column->writable)
        findings.push_back(
            {Severity::error,
             is_table(table)
                 ? fmt::format("{} is generated, so no cluster can be written to it", at.shown)
                 : fmt::format("{} is {} whose \"{}\" cannot be written; name the table beneath it, or give "
                               "it a trigger INSTEAD OF UPDATE",
                               table.name, to_string(table.kind), name),
             mend_type(session, at)});
    check_type(session, at, findings);
    if (findings.size() > before && findings.back().severity == Severity::error) return;
    const std::string next = next_id(session);
    check_values(session, at, next, findings);
    check_rules(session, at, next, findings);
}

}  // namespace asterism::store::postgres
