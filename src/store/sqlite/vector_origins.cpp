#include "store/sqlite/vector_origins.hpp"

#include <cstring>

#include "asterism/error.hpp"
#include "store/sqlite/obstacles.hpp"
#include "store/vector_digest.hpp"

namespace asterism::store::sqlite {
namespace {

// Columns of all_embeddings.sql and embeddings_of.sql.
constexpr int kVector = 1, kRecorded = 2, kDigest = 3, kModel = 4;

std::int64_t digest_of(std::string_view blob) {
    std::vector<float> values(blob.size() / sizeof(float));
    std::memcpy(values.data(), blob.data(), values.size() * sizeof(float));
    return vector_digest(values);
}

}  // namespace

Origin origin(const Session& session, const Statement& row, bool prove_model) {
    const bool recorded = row.integer(kRecorded) != 0;
    const auto model = row.text(kModel);
    if (!recorded && (session.vectors().models || model.empty() || !prove_model)) return {model, false};
    const bool proved = row.is_null(kDigest) || row.integer(kDigest) == digest_of(row.blob(kVector));
    return {session.vectors().models || proved ? model : std::string_view(), recorded && proved};
}

bool may_replace(const Session& session, Statement& there, std::string_view model, bool made_here) {
    bool may = true;
    while (there.step()) {
        if (there.is_null(kVector)) continue;
        const Origin found = origin(session, there, true);
        may = may && (made_here ? found.made_here : !found.made_here && !model.empty() && found.model == model);
    }
    return may;
}

/// Of the vector as the table has it now, whatever a trigger made of it.
void record_vector(Session& session, VectorStatements& statements, const ArticleId& id, std::string_view model,
                   std::optional<std::string_view> hash) {
    std::optional<std::int64_t> digest;
    while (statements.there.step())
        if (!statements.there.is_null(kVector)) digest = digest_of(statements.there.blob(kVector));
    if (!digest) throw held_back(session, 1, "vectors were not written", session.names().embeddings);
    const auto recorded = statements.record.bind_id(1, id).bind(2, model).bind(3, hash).bind(4, digest).run();
    expect_rows(session, recorded, 1, "vectors were not recorded", "vector_origins");
}

void for_each_vector(Session& session, const std::function<void(const StoredVector&)>& visit) {
    session.ready();
    auto row = session.prepare("all_embeddings");
    while (row.step()) {
        if (row.is_null(kVector)) continue;
        const ArticleId id = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        const Origin found = origin(session, row, false);
        visit({id, found.model, found.made_here});
    }
}

std::int64_t remove_made_vectors(Session& session) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    std::vector<ArticleId> made;
    for_each_vector(session, [&](const StoredVector& vector) {
        if (vector.made_here && (made.empty() || made.back() != vector.id)) made.push_back(vector.id);
    });
    auto remove = session.prepare(session.vectors().ours ? "remove_embedding" : "clear_embedding"),
         forget = session.prepare("forget_origin");
    for (const ArticleId& id : made) {
        if (!remove.bind_id(1, id).writes(session.embeddings().is_view()))
            throw held_back(session, 1, "vectors were not taken away", session.names().embeddings);
        expect_rows(session, forget.bind_id(1, id).run(), 1, "vectors were not forgotten", "vector_origins");
    }
    transaction.commit();
    return static_cast<std::int64_t>(made.size());
}

}  // namespace asterism::store::sqlite
