/// What vectors must be to have distances, checked at the doors.
#pragma once

#include <string_view>

#include "asterism/matrix.hpp"
#include "asterism/options.hpp"

namespace asterism::neighbors {

/// Error{data} that names the first row with a value that is not finite, or for cosine of zeros only, as "`what` i".
void check_rows(MatrixView vectors, Metric metric, std::string_view what, int threads);

}  // namespace asterism::neighbors
