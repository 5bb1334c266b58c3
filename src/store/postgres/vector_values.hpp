/// Vectors as PostgreSQL sends them: of the types vector (halfvec is cast to it) real[] and double precision[].
///
/// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

enum class VectorWire { vector, array };

/// The column of vectors. Error{schema} when it is not there or of another type.
[[nodiscard]] const Column& vector_column(const Session& session);
[[nodiscard]] VectorWire vector_wire(const Session& session);

/// False: the vector has not `dimensions` values. Elements of an array that are NULL come as NaN.
bool read_vector(VectorWire wire, std::string_view bytes, std::size_t dimensions, float* row, bool* beyond = nullptr);
/// Of any number of values; an array that is no row of values is empty.
void read_vector(VectorWire wire, std::string_view bytes, std::vector<float>& row);

}  // namespace asterism::store::postgres
