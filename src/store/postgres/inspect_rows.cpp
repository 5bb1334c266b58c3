#include "store/postgres/inspect_rows.hpp"

#include <fmt/format.h>

#include <utility>

#include "store/identifiers.hpp"
#include "store/postgres/vector_origins.hpp"
#include "store/vector_counts.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;

/// A view of the articles leaves out what it likes; then their vectors are nobody's mistake.
void inspect_orphans(Session& session, std::vector<Finding>& findings) {
    const std::int64_t orphans = session.run("count_orphans").integer(0, 0);
    const Catalogue& known = session.catalogue();
    if (orphans == 0 || known.vectors_beside_articles) return;  // those are articles without an id
    const bool view = known.articles.kind == TableKind::view;
    std::string removal = session.sql("delete_orphans");
    removal.erase(removal.find_last_not_of('\n') + 1);
    findings.push_back({view ? Severity::ok : Severity::warning,
                        describe_orphans(orphans, known.embeddings.name, known.articles.name),
                        view ? "" : removal + ";"});
}

}  // namespace

ArticleIdFaults article_id_faults(Session& session, bool without_id) {
    const Table& table = session.catalogue().articles;
    const std::string& id = session.names().article_id;
    const bool is_table = table.kind == TableKind::table || table.kind == TableKind::partitioned;
    const bool unique = is_table && session.run("write_target", {table.name, id}).yes(0, 1);
    if (unique && (!without_id || !table.require(id).nullable)) return {};
    const Result row = session.run("article_id_faults");
    return {row.integer(0, 0), row.integer(0, 1), row.text(0, 2)};
}

Finding hidden_rows(const HidingTable& table) {
    const std::string role = quote_identifier(table.role);
    return {Severity::error,
            fmt::format("row-level security of {} may hide rows from {}, and a run must see every row{}", table.name,
                        role, table.restricted ? "; a restrictive policy stands against every other one" : ""),
            table.restricted
                ? fmt::format("ALTER ROLE {} BYPASSRLS;", role)
                : fmt::format("CREATE POLICY {0} ON {1} TO {2} USING (true);  -- or: ALTER ROLE {2} BYPASSRLS;",
                              table.free_policy, table.name, role)};
}

std::string told_hiding(const Catalogue& known) {
    std::string message;
    for (const auto& table : known.hiding)
        message += (message.empty() ? "" : "\n") + told(hidden_rows(table));
    return message;
}

void inspect_row_security(Session& session, std::vector<Finding>& findings) {
    for (const auto& table : session.catalogue().hiding)
        findings.push_back(hidden_rows(table));
}

void inspect_vectors(Session& session, std::vector<Finding>& findings) {
    for (auto& finding :
         told(article_id_faults(session, true), session.catalogue().articles.name, session.names().article_id))
        findings.push_back(std::move(finding));
    VectorCounts counts;
    visit_vectors(session, [&](const StoredVector& vector) { counts.add(vector); });
    inspect_origins(counts, session.run("count_without_embedding").integer(0, 0), session.commands(), findings);
    inspect_orphans(session, findings);
}

}  // namespace asterism::store::postgres
