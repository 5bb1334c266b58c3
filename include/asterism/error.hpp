/// The one exception of the library: a kind, which a program turns into its exit code, and a message for a person.
#pragma once

#include <stdexcept>
#include <string>

namespace asterism {

/// What went wrong, as a caller would act on it. The values are the exit codes of the command line.
enum class ErrorKind : int {
    internal = 1,      ///< a defect of ours
    usage = 2,         ///< wrong option, value or configuration
    data = 3,          ///< the input cannot be used: no usable row, duplicate ids, not an .npy file
    connection = 4,    ///< no connection, or the server refused who we said we are
    privilege = 5,     ///< connected, but not allowed to do this
    lease = 6,         ///< another run is at work
    timeout = 7,       ///< a limit the user set was reached
    preflight = 8,     ///< would not fit into this machine; nothing was started
    schema = 9,        ///< tables or columns missing, too old or too new
    held = 10,         ///< the result was held back; kept for gates that a run can be given
    resources = 11,    ///< disk full, out of memory, read-only storage
    interrupted = 130  ///< SIGINT (143 for SIGTERM is made by the program)
};

/// Thread safety: immutable after construction. The message names the thing in quotes and says what to do next;
/// it never holds a password.
class Error : public std::runtime_error {
 public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
    [[nodiscard]] int exit_code() const noexcept { return static_cast<int>(kind_); }

 private:
    ErrorKind kind_;
};

}  // namespace asterism
