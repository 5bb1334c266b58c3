/// The check of a public door: what the caller gave must hold.
#pragma once

#include <string>

#include "asterism/error.hpp"

namespace asterism {

/// Error{usage} with `message` unless `holds`.
inline void require(bool holds, const std::string& message) {
    if (!holds) throw Error(ErrorKind::usage, message);
}

}  // namespace asterism
