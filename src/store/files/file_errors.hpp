/// What errno means to a caller of ours when a file is at fault.
#pragma once

#include <filesystem>

#include "asterism/error.hpp"

namespace asterism::store {

/// "cannot `what` "PATH": reason". EACCES and EPERM: privilege; a missing file: data when it is read, usage when its
/// folder is missing for writing (`missing` says which); everything else: resources.
[[nodiscard]] Error file_error(int code, const char* what, const std::filesystem::path& path, ErrorKind missing);

}  // namespace asterism::store
