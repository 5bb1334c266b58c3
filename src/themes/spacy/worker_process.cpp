#include "themes/spacy/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "asterism/error.hpp"
#include "base/threads.hpp"

namespace asterism::themes {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kChannel = 3;               ///< the child's end of the socket
constexpr std::size_t kWordsKept = 2048;  ///< bytes of standard output and error
constexpr int kLookMs = 50;               ///< how often the observer is asked while nothing comes
constexpr std::size_t kBuffer = std::size_t{64} << 10;

[[noreturn]] void refuse(const char* what) {
    throw Error(ErrorKind::resources, std::string("cannot start the language worker: ") + what + ": " +
                                          std::strerror(errno) + "; run with --nlp builtin or free resources");
}

struct Ends {
    std::array<int, 2> of_socket{-1, -1};
    std::array<int, 2> of_words{-1, -1};
    Ends() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, of_socket.data()) != 0) refuse("no socket");
        if (pipe2(of_words.data(), O_CLOEXEC) != 0) {
            const int error = errno;
            for (const int end : of_socket)
                close(end);
            errno = error;
            refuse("no pipe");
        }
    }
};

/// In the child, between fork and exec: nothing here may allocate.
[[noreturn]] void become(char* const* arguments, int channel, int words, std::uint64_t memory_bytes, pid_t parent) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);  // it ended before the line above
    const int nothing = open("/dev/null", O_RDONLY);
    // First out of the way of 0 to 3, so that no dup2 below closes what a later one needs.
    const int kept_channel = fcntl(channel, F_DUPFD, 10);
    const int kept_words = fcntl(words, F_DUPFD, 10);
    dup2(nothing, STDIN_FILENO);
    dup2(kept_words, STDOUT_FILENO);
    dup2(kept_words, STDERR_FILENO);
    dup2(kept_channel, kChannel);
    close_range(kChannel + 1, ~0U, 0);
    if (memory_bytes != 0) {
        const rlimit limit{memory_bytes, memory_bytes};
        setrlimit(RLIMIT_AS, &limit);
    }
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGINT, SIG_IGN);  // of a terminal: the parent ends it
    signal(SIGPIPE, SIG_DFL);
    execvp(arguments[0], arguments);
    const char* why = std::strerror(errno);
    (void)!write(STDERR_FILENO, why, std::strlen(why));
    _exit(127);
}

void set_nonblocking(int descriptor) {
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

}  // namespace

WorkerProcess::WorkerProcess(const std::vector<std::string>& command, std::uint64_t memory_bytes) {
    std::vector<char*> arguments;
    for (const std::string& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));  // exec takes them so and changes nothing
    arguments.push_back(nullptr);
    const Ends ends;
    const pid_t parent = getpid();
    child_ = fork();
    if (child_ == 0) become(arguments.data(), ends.of_socket[1], ends.of_words[1], memory_bytes, parent);
    const int error = errno;
    close(ends.of_socket[1]);
    close(ends.of_words[1]);
    socket_ = ends.of_socket[0];
    words_ = ends.of_words[0];
    if (child_ < 0) {
        close(socket_);
        close(words_);
        errno = error;
        refuse("no process");
    }
    setpgid(child_, child_);  // whoever comes first; harmless when it has been done
    set_nonblocking(socket_);
    set_nonblocking(words_);
}

WorkerProcess::~WorkerProcess() {
    kill(-child_, SIGKILL);
    kill(child_, SIGKILL);
    while (waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
    close(socket_);
    if (words_ >= 0) close(words_);
}

bool WorkerProcess::take_line(std::string& line) {
    const std::size_t end = received_.find('\n');
    if (end == std::string::npos) return false;
    line.assign(received_, 0, end);
    received_.erase(0, end + 1);
    return true;
}

/// False when the other side has ended.
bool WorkerProcess::read_answer() {
    std::array<char, kBuffer> buffer;
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    if (count > 0) received_.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

bool WorkerProcess::read_words() {
    std::array<char, kBuffer> buffer;
    const ssize_t count = read(words_, buffer.data(), buffer.size());
    if (count <= 0) return count < 0 && (errno == EAGAIN || errno == EINTR);
    said_.append(buffer.data(), static_cast<std::size_t>(count));
    if (said_.size() > kWordsKept) said_.erase(0, said_.size() - kWordsKept);
    return true;
}

bool WorkerProcess::write_some(std::string_view& request) {
    const ssize_t count = send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    if (count > 0) request.remove_prefix(static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

WorkerProcess::Outcome WorkerProcess::exchange(std::string_view request, std::string& line,
                                               std::chrono::milliseconds deadline, const Observer& observer) {
    const auto end = Clock::now() + deadline;
    bool ended = false;
    while (!take_line(line)) {
        if (ended) return Outcome::ended;
        stop_if_cancelled(observer);
        if (received_.size() > kLongestLine) return Outcome::flooded;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0) return Outcome::late;
        const auto events = static_cast<short>(request.empty() ? POLLIN : POLLIN | POLLOUT);
        std::array<pollfd, 2> look{pollfd{socket_, events, 0}, pollfd{words_, POLLIN, 0}};
        if (poll(look.data(), look.size(), static_cast<int>(std::min<std::int64_t>(left, kLookMs))) <= 0) continue;
        if (look[1].revents != 0 && !read_words()) {
            close(words_);
            words_ = -1;  // poll passes over it from now on
        }
        if ((look[0].revents & POLLOUT) != 0 && !write_some(request)) request = {};  // its answer may still be there
        if ((look[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) ended = !read_answer();
    }
    return Outcome::line;
}

std::string WorkerProcess::last_words() {
    if (words_ >= 0) (void)read_words();
    std::string words = said_;
    std::replace(words.begin(), words.end(), '\n', ' ');
    const std::size_t first = words.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : words.substr(first, words.find_last_not_of(' ') - first + 1);
}

}  // namespace asterism::themes
