/// The program's edges with the system: signals, the progress line, and standard output.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "asterism/observer.hpp"
#include "cli/time_left.hpp"

namespace asterism::cli {

/// From now on SIGINT and SIGTERM are remembered (a second one ends the program at once) and SIGPIPE is ignored.
void catch_signals();

/// The signal that came, or 0.
[[nodiscard]] int caught_signal();

/// Cancels on a signal; shows one line "neighbors 42 %, about 35 s left" on standard error when that is a terminal.
class TerminalObserver : public Observer {
 public:
    /// `visible`: show progress, if standard error is a terminal that can redraw a line.
    explicit TerminalObserver(bool visible);
    ~TerminalObserver() override;
    TerminalObserver(const TerminalObserver&) = delete;
    TerminalObserver& operator=(const TerminalObserver&) = delete;

    void plan(std::span<const PlannedStage> stages) override;
    void stage(std::string_view name) override;
    void progress(std::uint64_t done, std::uint64_t total) override;
    [[nodiscard]] bool cancelled() const override { return caught_signal() != 0; }

 private:
    void draw(const std::string& line);

    bool visible_;
    std::mutex mutex_;
    TimeLeft left_;
    std::string stage_;
    std::string line_;     ///< as it stands on the terminal
    double drawn_at_ = 0;  ///< seconds
};

/// Writes everything to standard output. A reader that has gone away (EPIPE) is no error: it has seen what it wanted.
/// Error{resources} when the disk is full or the like.
void write_to_stdout(std::string_view text);

}  // namespace asterism::cli
