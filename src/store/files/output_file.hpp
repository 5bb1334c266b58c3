/// A file that appears complete or not at all: written beside its target, flushed to the disk, renamed over it.
///
/// A new file gets the rights that the process gives (its umask); one that is replaced keeps its rights, owner and
/// group; nobody can read more of it meanwhile. Links are followed, see output_target.hpp. A file that has other names
/// or an access list, or whose owner or group this user may not give, is overwritten once all is written beside it:
/// they matter more there than never being seen half new (overwrite.hpp). What cannot be replaced (a pipe, a device, an
/// open descriptor) is written into at once. A crash may leave a file named ".TARGET.PID-N.tmp" behind. Thread safety:
/// one object, one thread. Precondition: SIGPIPE is ignored.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "asterism/observer.hpp"
#include "store/files/output_target.hpp"

namespace asterism::store {

class OutputFile {
 public:
    /// Errors as `output_target`. Waits until somebody reads from a named pipe. Error{interrupted} when the observer
    /// (may be null) cancels, here and while a reader of a pipe is slow.
    explicit OutputFile(const std::filesystem::path& name, const Observer* observer = nullptr);
    /// Removes what was written beside the target unless it was committed.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Gathers small pieces into writes of 1 MiB. Error{resources} when the disk is full or a pipe lost its reader;
    /// whoever reads standard output may leave early.
    void write(std::string_view bytes);
    void commit();

 private:
    void open_temporary();
    void open_direct();
    void wait_for_reader() const;
    void flush();
    void put_in_place();
    OutputTarget target_;
    std::filesystem::path temporary_;  ///< empty when written directly
    std::string buffer_;
    const Observer* observer_;
    int descriptor_ = -1;
};

}  // namespace asterism::store
