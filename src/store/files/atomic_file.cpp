#include "store/files/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

#include "store/files/file_errors.hpp"

namespace asterism::store {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

/// The folder's entry must reach the disk too, or a power cut may undo the rename. Some file systems refuse; the file
/// is complete all the same, so that is no error.
void flush_folder(const std::filesystem::path& target) {
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

AtomicFile::AtomicFile(const std::filesystem::path& target) : target_(target) {
    static std::atomic<unsigned> serial{0};
    if (!target.has_filename() || std::filesystem::is_directory(target))
        throw Error(ErrorKind::usage, fmt::format("\"{}\" is a folder; give the name of a file", target.string()));
    temporary_ = target;
    temporary_.replace_filename(fmt::format(".{}.{}-{}.tmp", target.filename().string(), ::getpid(), serial++));
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) throw file_error(errno, "write", target_, ErrorKind::usage);
}

AtomicFile::~AtomicFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
    buffer_.append(bytes);
    if (buffer_.size() >= kBufferBytes) flush();
}

void AtomicFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw file_error(errno, "write", target_, ErrorKind::resources);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void AtomicFile::commit() {
    flush();
    if (::fsync(descriptor_) != 0) throw file_error(errno, "write", target_, ErrorKind::resources);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        throw file_error(errno, "write", target_, ErrorKind::resources);
    ::close(descriptor_);
    descriptor_ = -1;
    flush_folder(target_);
}

}  // namespace asterism::store
