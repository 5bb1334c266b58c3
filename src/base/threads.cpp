#include "base/threads.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <fstream>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "asterism/error.hpp"

namespace asterism {
namespace {

/// Whole cores of the cgroup v2 quota, or 0 when there is none.
int cgroup_cores() {
    std::ifstream file("/sys/fs/cgroup/cpu.max");
    std::string quota;
    double period = 0;
    if (!(file >> quota >> period) || quota == "max" || period <= 0) return 0;
    return std::max(1, static_cast<int>(std::stod(quota) / period + 0.5));
}

}  // namespace

int available_threads() {
    cpu_set_t set;
    CPU_ZERO(&set);
    int cores = static_cast<int>(std::thread::hardware_concurrency());
    if (sched_getaffinity(0, sizeof set, &set) == 0) cores = CPU_COUNT(&set);
    if (const int quota = cgroup_cores(); quota > 0) cores = std::min(cores, quota);
    return std::max(1, cores);
}

int thread_count(int requested) {
    const int available = available_threads();
    return requested > 0 ? std::min(requested, kThreadsPerCore * available) : available;
}

void parallel_for(std::size_t tasks, int threads, const std::function<void(std::size_t, int)>& body) {
    const auto workers = static_cast<int>(std::min<std::size_t>(tasks, static_cast<std::size_t>(std::max(1, threads))));
    if (workers <= 1) {
        for (std::size_t task = 0; task < tasks; ++task)
            body(task, 0);
        return;
    }
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    auto work = [&](int worker) {
        try {
            for (std::size_t task = next++; task < tasks; task = next++)
                body(task, worker);
        } catch (...) {
            next = tasks;
            const std::lock_guard lock(failure_mutex);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> team;
        team.reserve(static_cast<std::size_t>(workers) - 1);
        for (int worker = 1; worker < workers; ++worker)
            team.emplace_back(work, worker);
        work(0);
    }
    if (failure) std::rethrow_exception(failure);
}

void parallel_for(std::size_t tasks, int threads, const Observer& observer,
                  const std::function<void(std::size_t, int)>& body) {
    parallel_for(tasks, threads, [&](std::size_t task, int worker) {
        stop_if_cancelled(observer);
        body(task, worker);
    });
}

void run_watched(const std::function<void()>& work, const std::function<void()>& watch) {
    std::future<void> ended = std::async(std::launch::async, work);
    while (ended.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
        watch();
    ended.get();
}

void stop_if_cancelled(const Observer& observer) {
    if (observer.cancelled()) throw Error(ErrorKind::interrupted, "interrupted");
}

}  // namespace asterism
