/// What `doctor` finds in the rows of vectors: those of no article, of several origins, and articles without one.
#include "store/identifiers.hpp"
#include "store/sqlite/client.hpp"
#include "store/vector_counts.hpp"

namespace asterism::store::sqlite {

void SqliteClient::inspect_vectors(std::vector<Finding>& findings) {
    VectorCounts counts;
    for_each_vector([&](const StoredVector& vector) { counts.add(vector); });
    inspect_origins(counts, query_integer(*db_, sql_.text("articles_without_embedding")).value_or(0), commands(),
                    findings);
    const std::int64_t orphans = count_vectors().orphans;
    if (orphans == 0) return;
    // A view of the articles leaves out what it likes; then their vectors are nobody's mistake.
    const bool view = articles_.kind == "view";
    std::string removal = sql_.text("delete_orphans");
    removal.erase(removal.find_last_not_of('\n') + 1);
    findings.push_back({view ? Finding::Severity::ok : Finding::Severity::warning,
                        describe_orphans(orphans, quote_identifier(options_.names.embeddings),
                                         quote_identifier(options_.names.articles)),
                        view ? "" : removal});
}

}  // namespace asterism::store::sqlite
