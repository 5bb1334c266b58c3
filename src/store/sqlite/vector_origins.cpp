/// Whose the stored vectors are. vector_origins says what we wrote; the digest in it says whether the vector is still
/// that one. What cannot be proved ours is somebody else's.
#include <cstring>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"
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

void SqliteClient::describe_vectors() {
    const TableNames& names = options_.names;
    vectors_ = {.beside_articles = same_name(names.embeddings, names.articles),
                .models = false,
                .ours = prepare("made_embeddings").bind(1, std::string_view(names.embeddings)).step()};
    vectors_.models = !vectors_.beside_articles && embeddings_.find("model") != nullptr;
    sql_.describe_vectors(vectors_.models, vectors_.ours);
}

SqliteClient::Origin SqliteClient::origin(const Statement& row, bool prove_model) const {
    const bool recorded = row.integer(kRecorded) != 0;
    const auto model = row.text(kModel);
    if (!recorded && (vectors_.models || model.empty() || !prove_model)) return {model, false};
    const bool proved = row.is_null(kDigest) || row.integer(kDigest) == digest_of(row.blob(kVector));
    return {vectors_.models || proved ? model : std::string_view(), recorded && proved};
}

bool SqliteClient::may_replace(Statement& there, std::string_view model, bool made_here) {
    bool may = true;
    while (there.step()) {
        if (there.is_null(kVector)) continue;
        const Origin found = origin(there, true);
        may = may && (made_here ? found.made_here : !found.made_here && !model.empty() && found.model == model);
    }
    return may;
}

/// Of the vector as the table has it now, whatever a trigger made of it.
void SqliteClient::record_vector(VectorStatements& statements, const ArticleId& id, std::string_view model,
                                 std::optional<std::string_view> hash) {
    std::optional<std::int64_t> digest;
    while (statements.there.step())
        if (!statements.there.is_null(kVector)) digest = digest_of(statements.there.blob(kVector));
    if (!digest) throw held_back(1, "vectors were not written", options_.names.embeddings);
    statements.record.bind_id(1, id).bind(2, model).bind(3, hash).bind(4, digest).run();
}

void SqliteClient::for_each_vector(const std::function<void(const StoredVector&)>& visit) {
    ready();
    auto row = prepare("all_embeddings");
    while (row.step()) {
        if (row.is_null(kVector)) continue;
        const ArticleId id = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        const Origin found = origin(row, false);
        visit({id, found.model, found.made_here});
    }
}

std::int64_t SqliteClient::remove_made_vectors() {
    Transaction transaction(ready(), Transaction::Kind::write);
    std::vector<ArticleId> made;
    for_each_vector([&](const StoredVector& vector) {
        if (vector.made_here) made.push_back(vector.id);
    });
    auto remove = prepare(vectors_.ours ? "remove_embedding" : "clear_embedding"), forget = prepare("forget_origin");
    for (const ArticleId& id : made) {
        if (remove.bind_id(1, id).run() == 0)
            throw held_back(1, "vectors were not taken away", options_.names.embeddings);
        forget.bind_id(1, id).run();
    }
    transaction.commit();
    return static_cast<std::int64_t>(made.size());
}

}  // namespace asterism::store::sqlite
