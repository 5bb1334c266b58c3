/// What errno means to a caller of ours when a file is at fault.
#pragma once

#include <filesystem>

#include "asterism/error.hpp"

namespace asterism::store {

/// "cannot `what` "PATH": reason". EACCES and EPERM: privilege; a path that leads to no file: data when it is read,
/// usage when it is to be written (`missing` says which); everything else: resources.
[[nodiscard]] Error file_error(int code, const char* what, const std::filesystem::path& path, ErrorKind missing);

}  // namespace asterism::store
