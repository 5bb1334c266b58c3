/// Whose the stored vectors are: made here, brought under a model's name, or of unknown origin.
///
/// vector_origins says what we wrote; the digest in it says whether the vector is still that one. What cannot be proved
/// ours is somebody else's. All but the two calls of ReaderDBClient belong into the caller's transaction. Thread
/// safety: one session, one thread.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// The digest in the record (NULL: written before there were digests, the record is believed) is this vector's.
[[nodiscard]] bool known_again(const std::optional<std::string_view>& digest, std::span<const float> vector);

/// See ReaderDBClient::for_each_vector.
void for_each_vector(Session& session, const std::function<void(const StoredVector&)>& visit);
/// The same inside the caller's transaction.
void visit_vectors(Session& session, const std::function<void(const StoredVector&)>& visit);

/// Places of the staged vectors that would replace one of another origin; the rows they aim at are locked.
[[nodiscard]] std::vector<std::int64_t> staged_on_others(Session& session, std::string_view model, bool made_here);

/// Records the staged vectors as the table has them now; returns how many of them it has.
std::int64_t record_staged(Session& session, bool made_here);

/// See ReaderDBClient::remove_made_vectors.
[[nodiscard]] std::int64_t remove_made_vectors(Session& session);

}  // namespace asterism::store::postgres
