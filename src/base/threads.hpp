/// The one door to threads: independent tasks handed out to workers, first come first served.
#pragma once

#include <cstddef>
#include <functional>

#include "asterism/observer.hpp"

namespace asterism {

/// Cores this process may use (affinity and cgroup quota respected), at least 1.
[[nodiscard]] int available_threads();

/// More would only wait for each other; thousands cost seconds and their stacks.
inline constexpr int kThreadsPerCore = 4;

/// `requested`, but at most kThreadsPerCore for each of available_threads(); just these when it is 0 or less.
[[nodiscard]] int thread_count(int requested);

/// Calls body(task, worker) once for every task in [0, tasks), from `threads` workers (0 <= worker < threads).
///
/// Which worker takes which task is left to chance, so bodies must write only what belongs to their task or their
/// worker. The first exception stops the handing out of tasks and is thrown here. With one thread, or one task, it all
/// runs in the calling thread in ascending order.
void parallel_for(std::size_t tasks, int threads, const std::function<void(std::size_t task, int worker)>& body);

/// The same, but Error{interrupted} before the next task once the observer cancels.
void parallel_for(std::size_t tasks, int threads, const Observer& observer,
                  const std::function<void(std::size_t task, int worker)>& body);

/// Runs `work` in a thread of its own and calls `watch` here every 20 ms until it has ended, so that what waits for the
/// outside world can be told to stop. Throws what `work` threw. Precondition: `watch` does not throw.
void run_watched(const std::function<void()>& work, const std::function<void()>& watch);

/// Error{interrupted} when the observer has cancelled.
void stop_if_cancelled(const Observer& observer);

}  // namespace asterism
