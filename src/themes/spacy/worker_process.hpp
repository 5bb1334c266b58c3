/// A child process that answers lines with lines over a socket of its own, and cannot hang, flood or outlive its
/// parent.
///
/// The child finds the socket as descriptor 3; its standard input is empty, what it writes to standard output and error
/// is read and the end of it kept. It leads a process group of its own, which is killed as a whole, and dies when the
/// thread that started it ends. Linux only. Thread safety: none.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/observer.hpp"

namespace asterism::themes {

class WorkerProcess {
 public:
    enum class Outcome : std::uint8_t { line, ended, late, flooded };
    static constexpr std::size_t kLongestLine = std::size_t{16} << 20;

    /// Starts `command`; a program that cannot be started is seen as one that ends at once. `memory_bytes`: most
    /// address space of the child, 0 = no limit. Error{resources} when no process or socket is to be had.
    WorkerProcess(const std::vector<std::string>& command, std::uint64_t memory_bytes);
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;
    /// Kills what is left.
    ~WorkerProcess();

    /// Sends `request` (a whole line, or nothing) and takes the next line of the answer, without its end. Reads while
    /// it writes. Error{interrupted}.
    [[nodiscard]] Outcome exchange(std::string_view request, std::string& line, std::chrono::milliseconds deadline,
                                   const Observer& observer);
    /// The end of what it wrote to standard output and error, on one line.
    [[nodiscard]] std::string last_words();

 private:
    [[nodiscard]] bool take_line(std::string& line);
    [[nodiscard]] bool read_answer();
    [[nodiscard]] bool read_words();
    [[nodiscard]] bool write_some(std::string_view& request);

    int socket_ = -1;
    int words_ = -1;
    pid_t child_ = -1;
    std::string received_;
    std::string said_;
};

}  // namespace asterism::themes
