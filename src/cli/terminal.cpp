#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "asterism/error.hpp"

namespace asterism::cli {
namespace {

std::atomic<int> signal_seen{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may not lock");

/// Only what may be done in a handler: remember, or on the second signal leave without ceremony.
extern "C" void remember_signal(int signal) {
    if (signal_seen.exchange(signal) != 0) _exit(128 + signal);
}

constexpr double kLeastBetweenDraws = 0.1;  // seconds

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            return;
        } else if (errno != EINTR) {
            throw Error(ErrorKind::resources, fmt::format("cannot write to standard output: {}", std::strerror(errno)));
        }
    }
}

}  // namespace

void catch_signals() {
    struct sigaction action {};
    sigemptyset(&action.sa_mask);
    action.sa_handler = remember_signal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
    sigaction(SIGXFSZ, &action, nullptr);  // a file beyond the shell's limit is an error of its writing
}

int caught_signal() {
    return signal_seen.load();
}

TerminalObserver::TerminalObserver(bool visible) : visible_(visible && isatty(STDERR_FILENO) == 1) {
    const char* terminal = std::getenv("TERM");
    if (terminal == nullptr || std::string_view(terminal) == "dumb") visible_ = false;
}

TerminalObserver::~TerminalObserver() {
    draw("");
}

void TerminalObserver::plan(std::span<const PlannedStage> stages) {
    const std::lock_guard lock(mutex_);
    left_.plan(stages);
}

void TerminalObserver::stage(std::string_view name) {
    const std::lock_guard lock(mutex_);
    stage_ = name;
    left_.stage(name, now());
    draw(stage_);
}

void TerminalObserver::progress(std::uint64_t done, std::uint64_t total) {
    if (total == 0) return;
    const std::lock_guard lock(mutex_);
    left_.progress(static_cast<double>(done) / static_cast<double>(total), now());
    if (done < total && now() - drawn_at_ < kLeastBetweenDraws) return;
    const std::string left = time_left_text(left_.seconds());
    draw(done >= total ? "" : fmt::format("{} {} %{}{}", stage_, done * 100 / total, left.empty() ? "" : ", ", left));
}

/// The line is written over the old one before the rest of that is erased, so that nothing flickers. The cursor goes
/// back to the first column, so that a log line that comes next overwrites this one.
void TerminalObserver::draw(const std::string& line) {
    if (!visible_ || line == line_) return;
    line_ = line;
    drawn_at_ = now();
    const std::string frame = "\r" + line + "\x1b[K\r";
    if (::write(STDERR_FILENO, frame.data(), frame.size()) < 0) visible_ = false;
}

void write_to_stdout(std::string_view text) {
    write_all(STDOUT_FILENO, text);
}

}  // namespace asterism::cli
