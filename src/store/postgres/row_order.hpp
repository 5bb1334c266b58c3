/// Putting read rows into id order where they are.
#pragma once

#include <cstdint>
#include <vector>

#include "store/records.hpp"

namespace asterism::store::postgres {

/// Sorts rows and ids by id, in place through one spare row, and the rejected rows likewise. Error{data} that names ids
/// which come twice, whether their rows were usable or not. O(n log n) comparisons, O(n d) moves.
void sort_by_id(EmbeddingRows& rows);

}  // namespace asterism::store::postgres
