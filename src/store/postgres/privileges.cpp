#include "store/postgres/privileges.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/articles.hpp"

namespace asterism::store::postgres {

namespace {

/// Every column that is read, and for `ingest` written; what was found wanting of the whole table is not told again.
/// And whether rows can be staged.
void check_columns_of_articles(Session& session, bool writes, const std::string& user, std::set<std::string> told,
                               std::vector<Finding>& findings) {
    const Table& articles = session.catalogue().articles;
    const auto optional = optional_columns(session.names());
    const std::set<std::string> read(optional.begin(), optional.end());
    const auto stored = writes ? stored_columns(session) : std::vector<std::string>();
    const std::set<std::string> written(stored.begin(), stored.end());
    const Result missing = session.run("missing_column_privileges", {articles.name});
    for (int row = 0; row < missing.rows(); ++row) {
        const std::string column = missing.text(row, 0), privilege = missing.text(row, 1);
        if (missing.null(row, 0)) {
            const std::string database = quote_identifier(PQdb(session.connection().handle()));
            findings.push_back(
                {Finding::Severity::error,
                 fmt::format("{} may not make temporary tables in {}, where writes begin", user, database),
                 fmt::format("GRANT TEMPORARY ON DATABASE {} TO {};", database, user)});
        } else if ((privilege == "SELECT" ? read : written).contains(column) && !told.contains(privilege)) {
            const std::string quoted = quote_identifier(column);
            findings.push_back({Finding::Severity::error,
                                fmt::format("{} may not {} {}.{}", user, privilege, articles.name, quoted),
                                fmt::format("GRANT {} ({}) ON {} TO {};", privilege, quoted, articles.name, user)});
        }
    }
}

}  // namespace

std::vector<Finding> missing_privileges(Session& session, std::string_view work) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    const auto own = [&](std::string_view table) { return qualified(names, table); };
    const std::string& text = known.articles.find(names.title) == nullptr ? names.article_id : names.title;
    const Result missing =
        session.run("missing_privileges",
                    {known.articles.name, names.article_id, text, names.cluster_id, known.embeddings.name,
                     names.embeddings_article_id, names.embedding, known.clusters.name, own("cluster_runs"),
                     own("run_clusters"), own("cluster_assignments"), own("cluster_events"), own("counters"),
                     own("models"), own("vector_origins"), own("layer_clusters"), own("run_layer_clusters"), work});
    const std::string user = quote_identifier(PQuser(session.connection().handle()));
    std::vector<Finding> findings;
    std::set<std::string> of_articles;
    for (int row = 0; row < missing.rows(); ++row) {
        const auto table = missing.bytes(row, 0), privilege = missing.bytes(row, 1);
        if (table == known.articles.name) of_articles.emplace(privilege);
        findings.push_back({Finding::Severity::error, fmt::format("{} may not {} {}", user, privilege, table),
                            fmt::format("GRANT {} ON {} TO {};", privilege, table, user)});
    }
    check_columns_of_articles(session, work == "ingest", user, std::move(of_articles), findings);
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
