#include "store/files/file_errors.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace asterism::store {
namespace {

ErrorKind kind_of(int code, ErrorKind missing) {
    switch (code) {
        case EACCES:
        case EPERM:
            return ErrorKind::privilege;
        case ENOENT:
        case ENOTDIR:
        case EISDIR:
        case ELOOP:
        case ENAMETOOLONG:
        case ENXIO:
        case ENODEV:
            return missing;
        default:
            return ErrorKind::resources;
    }
}

}  // namespace

Error file_error(int code, const char* what, const std::filesystem::path& path, ErrorKind missing) {
    return {kind_of(code, missing),
            fmt::format("cannot {} \"{}\": {}", what, path.string(), std::generic_category().message(code))};
}

}  // namespace asterism::store
