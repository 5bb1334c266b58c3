/// How long the vectors of a reader are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// Error{data} unless vectors of this length belong into this reader.
void require_dimensions(Session& session, std::size_t dimensions);
/// Of the vectors that are there, else of the centroids; nullopt: there is neither.
[[nodiscard]] std::optional<std::int64_t> stored_dimensions(Session& session);
/// What the tables are made for, else what they hold, else the usual number.
[[nodiscard]] int dimensions_there(Session& session);
/// Error{schema} when what is stored has others.
void set_dimensions(Session& session, int dimensions);

}  // namespace asterism::store::sqlite
