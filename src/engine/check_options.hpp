/// What a clustering's options must be, checked at every door.
#pragma once

#include "asterism/options.hpp"

namespace asterism {

/// Error{usage} that names the option out of range.
void check(const ClusterOptions& options);

}  // namespace asterism
