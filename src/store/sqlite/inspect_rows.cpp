#include "store/sqlite/inspect_rows.hpp"

#include <utility>

#include "store/identifiers.hpp"
#include "store/sqlite/embeddings.hpp"
#include "store/sqlite/vector_origins.hpp"
#include "store/vector_counts.hpp"

namespace asterism::store::sqlite {

ArticleIdFaults article_id_faults(Session& session) {
    auto row = session.prepare("article_id_faults");
    row.step();
    return {row.integer(0), row.integer(1), row.string(2)};
}

void inspect_vectors(Session& session, std::vector<Finding>& findings) {
    for (auto& finding :
         told(article_id_faults(session), quote_identifier(session.names().articles), session.names().article_id))
        findings.push_back(std::move(finding));
    VectorCounts counts;
    for_each_vector(session, [&](const StoredVector& vector) { counts.add(vector); });
    inspect_origins(counts, query_integer(session.connection(), session.sql("articles_without_embedding")).value_or(0),
                    session.commands(), findings);
    const std::int64_t orphans = count_vectors(session).orphans;
    if (orphans == 0 || session.vectors().beside_articles) return;  // those are articles without an id
    // A view of the articles leaves out what it likes; then their vectors are nobody's mistake.
    const bool view = session.articles().kind == "view";
    std::string removal = session.sql("delete_orphans");
    removal.erase(removal.find_last_not_of('\n') + 1);
    findings.push_back({view ? Finding::Severity::ok : Finding::Severity::warning,
                        describe_orphans(orphans, quote_identifier(session.names().embeddings),
                                         quote_identifier(session.names().articles)),
                        view ? "" : removal});
}

}  // namespace asterism::store::sqlite
