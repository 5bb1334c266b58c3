#include "store/files/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <thread>

#include "base/log.hpp"
#include "base/threads.hpp"
#include "store/files/file_errors.hpp"
#include "store/files/overwrite.hpp"

namespace asterism::store {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;
/// A pipe that can be written to takes so much without waiting (PIPE_BUF).
constexpr std::size_t kDirectBytes = 4096;
constexpr int kLookMs = 50;  // how long an interruption may go unseen

/// The folder's entry must reach the disk too, or a power cut may undo the rename. Some file systems refuse; the file
/// is complete all the same, so that is no error.
void flush_folder(const std::filesystem::path& target) {
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// The file is ours alone until this. False when it cannot have the owner or the group of the old one.
bool take_rights(int descriptor, const ExistingFile& old) {
    return ::fchown(descriptor, old.owner, old.group) == 0 &&
           ::fchmod(descriptor, old.mode & (S_IRWXU | S_IRWXG | S_IRWXO)) == 0;
}

/// Beside the target, where it can be renamed and the same disk must have room; where nothing new may stand in that
/// folder, with other temporary files.
std::filesystem::path folder_of_temporary(const OutputTarget& target) {
    const auto beside = target.path.parent_path();
    if (!target.in_place || ::access(beside.empty() ? "." : beside.c_str(), W_OK | X_OK) == 0) return beside;
    std::error_code none;
    return std::filesystem::temp_directory_path(none);
}

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& name, const Observer* observer)
    : target_(output_target(name)), observer_(observer) {
    if (target_.direct)
        open_direct();
    else
        open_temporary();
}

OutputFile::~OutputFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

/// A file of that name is what a crash left: process ids come again, in containers after every start.
void OutputFile::open_temporary() {
    static std::atomic<unsigned> serial{0};
    constexpr std::size_t kLongestPart = 200;  // of 255 bytes that a name may have
    const std::string part = target_.path.filename().string().substr(0, kLongestPart);
    const auto folder = folder_of_temporary(target_);
    const mode_t mode = target_.there ? S_IRUSR | S_IWUSR : 0666;
    do {
        temporary_ = folder / fmt::format(".{}.{}-{}.tmp", part, ::getpid(), serial++);
        descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) throw file_error(errno, "write", target_.path, ErrorKind::usage);
    if (target_.there && !target_.in_place) target_.in_place = !take_rights(descriptor_, *target_.there);
}

/// Without waiting, so that it can be interrupted: a pipe that nobody reads yet gives ENXIO.
void OutputFile::open_direct() {
    if (target_.descriptor) {
        descriptor_ = ::fcntl(*target_.descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    } else {
        const bool pipe = S_ISFIFO(target_.there->mode);
        for (bool told = false;; told = true) {
            descriptor_ = ::open(target_.path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
            if (descriptor_ >= 0 || (errno != EINTR && !(pipe && errno == ENXIO))) break;
            if (!told) log_info("waiting for somebody to read from \"{}\"", target_.path.string());
            if (observer_ != nullptr) stop_if_cancelled(*observer_);
            std::this_thread::sleep_for(std::chrono::milliseconds(kLookMs));
        }
    }
    if (descriptor_ < 0) throw file_error(errno, "write", target_.path, ErrorKind::usage);
}

void OutputFile::write(std::string_view bytes) {
    buffer_.append(bytes);
    if (buffer_.size() >= kBufferBytes) flush();
}

void OutputFile::wait_for_reader() const {
    pollfd place{descriptor_, POLLOUT, 0};
    do {
        if (observer_ != nullptr) stop_if_cancelled(*observer_);
    } while (::poll(&place, 1, kLookMs) <= 0);
}

void OutputFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        if (target_.direct) wait_for_reader();
        const auto written =
            ::write(descriptor_, rest.data(), target_.direct ? std::min(rest.size(), kDirectBytes) : rest.size());
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno == EPIPE && target_.is_standard_output())
            break;
        else if (errno != EINTR && errno != EAGAIN)
            throw file_error(errno, "write", target_.path, ErrorKind::resources);
    }
    buffer_.clear();
}

/// A file that something is mounted on (as containers do) cannot be renamed over.
void OutputFile::put_in_place() {
    if (target_.in_place) return overwrite(target_.path, descriptor_);
    if (::fsync(descriptor_) != 0) throw file_error(errno, "write", target_.path, ErrorKind::resources);
    if (::rename(temporary_.c_str(), target_.path.c_str()) == 0) {
        temporary_.clear();
        return flush_folder(target_.path);
    }
    if (errno != EBUSY) throw file_error(errno, "write", target_.path, ErrorKind::resources);
    overwrite(target_.path, descriptor_);
}

void OutputFile::commit() {
    flush();
    if (!target_.direct) put_in_place();
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    ::close(descriptor_);
    descriptor_ = -1;
}

}  // namespace asterism::store
