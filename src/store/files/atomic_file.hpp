/// A file that appears complete or not at all: written beside its target, flushed to the disk, renamed over it.
///
/// A crash may leave a file named ".TARGET.PID-N.tmp" behind, never half a target. A target that is a symbolic link is
/// replaced by the file. Thread safety: one object, one thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace asterism::store {

class AtomicFile {
 public:
    /// Error{privilege} or Error{resources} when the folder cannot be written, Error{usage} when there is none.
    explicit AtomicFile(const std::filesystem::path& target);
    /// Removes what was written unless it was committed.
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Gathers small pieces into writes of 1 MiB.
    void write(std::string_view bytes);
    void commit();

 private:
    void flush();
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    std::string buffer_;
    int descriptor_ = -1;
};

}  // namespace asterism::store
