#include "store/files/overwrite.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "store/files/file_errors.hpp"

namespace asterism::store {
namespace {

bool copy(int from, int to) {
    struct stat info {};
    if (::fstat(from, &info) != 0) return false;
    if (info.st_size > 0 && ::fallocate(to, FALLOC_FL_KEEP_SIZE, 0, info.st_size) != 0 && errno == ENOSPC) return false;
    for (off_t at = 0; at < info.st_size;) {
        const auto sent = ::sendfile(to, from, &at, static_cast<std::size_t>(info.st_size - at));
        if (sent <= 0 && errno != EINTR) return false;
    }
    return ::ftruncate(to, info.st_size) == 0 && ::fsync(to) == 0;
}

}  // namespace

void overwrite(const std::filesystem::path& target, int from) {
    const int to = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    const bool copied = to >= 0 && copy(from, to);
    const int fault = errno;
    if (to >= 0) ::close(to);
    if (!copied) throw file_error(fault, "write", target, ErrorKind::resources);
}

}  // namespace asterism::store
