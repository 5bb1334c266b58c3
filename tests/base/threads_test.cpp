#include "base/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace asterism {

TEST(ParallelFor, RunsEveryTaskOnceWhateverTheThreadCount) {
    for (int threads : {1, 2, 4, 9}) {
        std::vector<std::atomic<int>> runs(1000);
        parallel_for(runs.size(), threads, [&](std::size_t task, int worker) {
            ASSERT_LT(worker, threads);
            ++runs[task];
        });
        for (const auto& count : runs)
            EXPECT_EQ(count, 1);
    }
}

TEST(ParallelFor, NoTaskIsNoCall) {
    parallel_for(0, 4, [](std::size_t, int) { FAIL(); });
}

TEST(ParallelFor, TheFirstExceptionReachesTheCallerAndStopsTheRest) {
    std::atomic<int> ran{0};
    const auto body = [&](std::size_t task, int) {
        if (task == 3) throw std::runtime_error("task 3");
        ++ran;
    };
    EXPECT_THROW(parallel_for(1'000'000, 2, body), std::runtime_error);
    EXPECT_LT(ran, 1'000'000);
}

TEST(ThreadCount, ZeroMeansWhatTheProcessMayUse) {
    EXPECT_EQ(thread_count(0), available_threads());
    EXPECT_EQ(thread_count(3), 3);
    EXPECT_GE(available_threads(), 1);
}

TEST(ThreadCount, ThousandsAreNotStarted) {
    EXPECT_EQ(thread_count(5000), kThreadsPerCore * available_threads());
    EXPECT_EQ(thread_count(kThreadsPerCore), kThreadsPerCore) << "as many as one core takes";
}

TEST(RunWatched, WatchesUntilTheWorkEndsAndThrowsWhatItThrew) {
    std::atomic<bool> told{false};
    run_watched(
        [&] {
            while (!told)
                std::this_thread::yield();
        },
        [&] { told = true; });
    EXPECT_TRUE(told);
    EXPECT_THROW(run_watched([] { throw std::runtime_error("no"); }, [] {}), std::runtime_error);
}

}  // namespace asterism
