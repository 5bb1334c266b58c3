#include "store/postgres/privileges.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"

namespace asterism::store::postgres {

std::vector<Finding> missing_privileges(Session& session, std::string_view work) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    const auto own = [&](std::string_view table) { return qualified(names, table); };
    const std::string& text = known.articles.find(names.title) == nullptr ? names.article_id : names.title;
    const Result missing = session.run(
        "missing_privileges", {known.articles.name, names.article_id, text, names.cluster_id, known.embeddings.name,
                               names.embeddings_article_id, names.embedding, known.clusters.name, own("cluster_runs"),
                               own("run_clusters"), own("cluster_assignments"), own("cluster_events"), own("counters"),
                               own("models"), own("vector_origins"), work});
    const std::string user = quote_identifier(PQuser(session.connection().handle()));
    std::vector<Finding> findings;
    for (int row = 0; row < missing.rows(); ++row) {
        const auto table = missing.bytes(row, 0), privilege = missing.bytes(row, 1);
        findings.push_back({Finding::Severity::error, fmt::format("{} may not {} {}", user, privilege, table),
                            fmt::format("GRANT {} ON {} TO {};", privilege, table, user)});
    }
    return findings;
}

void require_privileges(Session& session, std::string_view work) {
    const auto missing = missing_privileges(session, work);
    if (missing.empty()) return;
    std::string message;
    for (const Finding& finding : missing) {
        if (!message.empty()) message += '\n';
        message += told(finding);
    }
    throw Error(ErrorKind::privilege, message);
}

}  // namespace asterism::store::postgres
