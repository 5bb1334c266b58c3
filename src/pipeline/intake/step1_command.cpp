#include "pipeline/intake/step1_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <vector>

#include "asterism/error.hpp"

extern char** environ;

namespace asterism::pipeline {
namespace {

/// Where the child's standard streams go.
class FileActions {
 public:
    FileActions() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
    }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
    posix_spawn_file_actions_t actions_{};
};

/// The child starts with default signal handling, whatever this program ignores or catches.
class SpawnAttributes {
 public:
    SpawnAttributes() {
        posix_spawnattr_init(&attributes_);
        sigset_t defaults;
        sigemptyset(&defaults);
        for (const int signal : {SIGINT, SIGTERM, SIGPIPE})
            sigaddset(&defaults, signal);
        posix_spawnattr_setsigdefault(&attributes_, &defaults);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
    posix_spawnattr_t attributes_{};
};

pid_t start(std::string command, const std::string& location) {
    std::string shell = "/bin/sh";
    std::string option = "-c";
    std::vector<char*> arguments{shell.data(), option.data(), command.data(), nullptr};
    std::string database = "ASTERISM_DB=" + location;
    std::vector<char*> environment{database.data()};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (std::strncmp(*entry, "ASTERISM_DB=", 12) != 0) environment.push_back(*entry);
    }
    environment.push_back(nullptr);
    const FileActions streams;
    const SpawnAttributes attributes;
    pid_t child = 0;
    const int fault =
        posix_spawn(&child, shell.c_str(), streams.get(), attributes.get(), arguments.data(), environment.data());
    if (fault != 0) throw Error(ErrorKind::resources, fmt::format("cannot start /bin/sh: {}", std::strerror(fault)));
    return child;
}

/// Looks every 50 ms, so that a signal sent to this program alone reaches the child too.
int wait_for(pid_t child, const Observer* observer) {
    bool told = false;
    for (int status = 0;;) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR)
            throw Error(ErrorKind::internal, fmt::format("waitpid: {}", std::strerror(errno)));
        if (!told && observer != nullptr && observer->cancelled()) told = kill(child, SIGTERM) == 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace

void step1_command(const std::string& command, const std::string& location, const Observer* observer) {
    const int status = wait_for(start(command, location), observer);
    if (observer != nullptr && observer->cancelled())
        throw Error(ErrorKind::interrupted, "interrupted during the step 1 command");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const std::string how = WIFSIGNALED(status) ? fmt::format("was ended by signal {}", WTERMSIG(status))
                                                : fmt::format("ended with exit code {}", WEXITSTATUS(status));
    throw Error(ErrorKind::data, fmt::format("the step 1 command {}; nothing was clustered", how));
}

}  // namespace asterism::pipeline
