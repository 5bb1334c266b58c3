#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
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

void TerminalObserver::stage(std::string_view name) {
    const std::lock_guard lock(mutex_);
    stage_ = name;
    percent_ = 0;
    draw(stage_);
}

void TerminalObserver::progress(std::uint64_t done, std::uint64_t total) {
    const std::uint64_t percent = total == 0 ? 0 : done * 100 / total;
    const std::lock_guard lock(mutex_);
    if (percent == percent_) return;
    percent_ = percent;
    draw(done == total ? "" : fmt::format("{} {} %", stage_, percent));
}

/// The cursor goes back to the first column, so that a log line that comes next overwrites this one.
void TerminalObserver::draw(const std::string& line) {
    if (!visible_) return;
    const std::string frame = "\r\x1b[K" + line + "\r";
    if (::write(STDERR_FILENO, frame.data(), frame.size()) < 0) visible_ = false;
}

void write_to_stdout(std::string_view text) {
    write_all(STDOUT_FILENO, text);
}

}  // namespace asterism::cli
