#include "store/files/output_target.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <string>

#include "store/files/file_errors.hpp"

namespace asterism::store {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the kernel

ExistingFile existing(const struct stat& info) {
    return {info.st_dev, info.st_ino, info.st_mode, info.st_uid, info.st_gid, info.st_nlink};
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Error usage(const fs::path& name, std::string_view what) {
    return {ErrorKind::usage, fmt::format("\"{}\" {}", name.string(), what)};
}

/// Such a name reads as a link to what the descriptor is open for, but that link leads nowhere for a pipe, and for a
/// file it would forget the place and the mode that the shell opened it with.
std::optional<int> descriptor_of(const fs::path& path) {
    std::error_code none;
    const std::string number = path.filename().string();
    const bool digits = !number.empty() && number.size() < 9 &&
                        std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!digits) return std::nullopt;
    const fs::path ours = fs::canonical("/proc/self/fd", none);
    if (none || fs::canonical(folder_of(path), none) != ours) return std::nullopt;
    return std::stoi(number);
}

void follow_links(OutputTarget& target, const fs::path& name) {
    for (int links = 0; links <= kMostLinks; ++links) {
        target.descriptor = descriptor_of(target.path);
        std::error_code no_link;
        const fs::path link = fs::read_symlink(target.path, no_link);
        if (target.descriptor || no_link) return;
        target.path = folder_of(target.path) / link;
    }
    throw file_error(ELOOP, "write", name, ErrorKind::usage);
}

void check_descriptor(OutputTarget& target, const fs::path& name) {
    struct stat info {};
    const int flags = ::fcntl(*target.descriptor, F_GETFL);
    if (flags < 0 || ::fstat(*target.descriptor, &info) != 0 || (flags & O_ACCMODE) == O_RDONLY)
        throw usage(name, "is not open for writing; give the name of a file");
    target.there = existing(info);
    target.direct = true;
}

/// A new file, and one that another takes the place of, need a folder that may be written.
void check_folder(OutputTarget& target, const fs::path& name) {
    const fs::path folder = folder_of(target.path);
    struct stat info {};
    const bool writable = ::stat(folder.c_str(), &info) == 0 && ::access(folder.c_str(), W_OK | X_OK) == 0;
    if (!target.there) {
        if (!writable) throw file_error(errno, "write", name, ErrorKind::usage);
        return;
    }
    const uid_t user = ::geteuid();
    const bool foreign = user != 0 && target.there->owner != user;
    const bool listed = ::getxattr(target.path.c_str(), "system.posix_acl_access", nullptr, 0) > 0;
    target.in_place = !writable || foreign || listed || target.there->names > 1;
}

/// Some devices are there and cannot be opened, as /dev/tty without a terminal.
void check_device(const OutputTarget& target, const fs::path& name) {
    const int descriptor = ::open(target.path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) throw file_error(errno, "write", name, ErrorKind::usage);
    ::close(descriptor);
}

}  // namespace

bool OutputTarget::is_standard_output() const {
    struct stat info {};
    return there && ::fstat(STDOUT_FILENO, &info) == 0 && there->same_as(existing(info));
}

bool OutputTarget::same_as(const OutputTarget& other) const {
    if (there && other.there) return there->same_as(*other.there);
    if (there || other.there || path.filename() != other.path.filename()) return false;
    std::error_code none;
    return fs::equivalent(folder_of(path), folder_of(other.path), none);
}

bool OutputTarget::same_as(const fs::path& file) const {
    struct stat info {};
    return there && ::stat(file.c_str(), &info) == 0 && there->same_as(existing(info));
}

OutputTarget output_target(const fs::path& name) {
    OutputTarget target{.path = name, .descriptor = {}, .there = {}, .direct = false, .in_place = false};
    if (!name.has_filename()) throw usage(name, "is a folder; give the name of a file");
    follow_links(target, name);
    if (target.descriptor) return check_descriptor(target, name), target;
    struct stat info {};
    if (::stat(target.path.c_str(), &info) == 0)
        target.there = existing(info);
    else if (errno != ENOENT)
        throw file_error(errno, "write", name, ErrorKind::usage);
    const mode_t kind = target.there ? info.st_mode & S_IFMT : S_IFREG;
    if (kind == S_IFDIR) throw usage(name, "is a folder; give the name of a file");
    if (kind == S_IFSOCK) throw usage(name, "is a socket; give the name of a file");
    if (kind == S_IFBLK) throw usage(name, "is a disk; give the name of a file");
    target.direct = kind != S_IFREG;
    if (target.there && ::access(target.path.c_str(), W_OK) != 0)
        throw file_error(errno, "write", name, ErrorKind::usage);
    if (kind == S_IFCHR) check_device(target, name);
    if (kind == S_IFREG) check_folder(target, name);
    return target;
}

}  // namespace asterism::store
