#include "store/postgres/inspect_rows.hpp"

#include <fmt/format.h>

#include "store/identifiers.hpp"
#include "store/postgres/vector_origins.hpp"
#include "store/vector_counts.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;

/// A view of the articles leaves out what it likes; then their vectors are nobody's mistake.
void inspect_orphans(Session& session, std::vector<Finding>& findings) {
    const std::int64_t orphans = session.run("count_orphans").integer(0, 0);
    if (orphans == 0) return;
    const Catalogue& known = session.catalogue();
    const bool view = known.articles.kind == TableKind::view;
    std::string removal = session.sql("delete_orphans");
    removal.erase(removal.find_last_not_of('\n') + 1);
    findings.push_back({view ? Severity::ok : Severity::warning,
                        describe_orphans(orphans, known.embeddings.name, known.articles.name),
                        view ? "" : removal + ";"});
}

}  // namespace

Finding hidden_rows(Session& session, std::string_view table) {
    const std::string role = quote_identifier(PQuser(session.connection().handle()));
    return {Severity::error,
            fmt::format("row-level security of {} may hide rows from {}, so nothing can be run", table, role),
            fmt::format("CREATE POLICY asterism ON {0} TO {1} USING (true);  -- or: ALTER ROLE {1} BYPASSRLS;", table,
                        role)};
}

void inspect_row_security(Session& session, std::vector<Finding>& findings) {
    for (const auto& table : session.catalogue().hiding)
        findings.push_back(hidden_rows(session, table));
}

void inspect_vectors(Session& session, std::vector<Finding>& findings) {
    VectorCounts counts;
    visit_vectors(session, [&](const StoredVector& vector) { counts.add(vector); });
    inspect_origins(counts, session.run("count_without_embedding").integer(0, 0), session.commands(), findings);
    inspect_orphans(session, findings);
}

}  // namespace asterism::store::postgres
