/// Whose the stored vectors are. vector_origins says what we wrote; the digest in it says whether the vector is still
/// that one. What cannot be proved ours is somebody else's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// What a vector's record says, once the vector bears it out.
struct Origin {
    std::string_view model;
    bool made_here = false;
};
/// Of a row of all_embeddings.sql or embeddings_of.sql. `prove_model`: also the model of what was brought.
[[nodiscard]] Origin origin(const Session& session, const Statement& row, bool prove_model);
/// `there`: embeddings_of.sql, bound.
[[nodiscard]] bool may_replace(const Session& session, Statement& there, std::string_view model, bool made_here);

struct VectorStatements {
    Statement there, update, insert, article, record;
};
/// Of the vector as the table has it now, whatever a trigger made of it.
void record_vector(Session& session, VectorStatements& statements, const ArticleId& id, std::string_view model,
                   std::optional<std::string_view> hash);

void for_each_vector(Session& session, const std::function<void(const StoredVector&)>& visit);
[[nodiscard]] std::int64_t remove_made_vectors(Session& session);

}  // namespace asterism::store::sqlite
