#include "python/watched.hpp"

#include <nanobind/stl/string.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/threads.hpp"

namespace asterism::python {
namespace {

namespace nb = nanobind;

/// What the workers say, kept until the calling thread asks.
class Watch : public Observer {
 public:
    void stage(std::string_view name) override {
        const std::lock_guard lock(mutex_);
        stage_ = name;
        done_ = 0;
        total_ = 0;
    }
    void progress(std::uint64_t done, std::uint64_t total) override {
        done_ = done;
        total_ = total;
    }
    [[nodiscard]] bool cancelled() const override { return cancelled_; }
    void cancel() { cancelled_ = true; }

    void tell(const nb::object& progress) const {
        std::string stage;
        {
            const std::lock_guard lock(mutex_);
            stage = stage_;
        }
        progress(stage, done_.load(), total_.load());
    }

 private:
    mutable std::mutex mutex_;
    std::string stage_;
    std::atomic<std::uint64_t> done_{0}, total_{0};
    std::atomic<bool> cancelled_{false};
};

/// The precondition of base's run_watched: nothing is thrown.
void look(Watch& watch, const nb::object& progress, std::exception_ptr& raised) noexcept {
    if (raised) return;
    const nb::gil_scoped_acquire locked;
    try {
        if (PyErr_CheckSignals() != 0) throw nb::python_error();
        if (!progress.is_none()) watch.tell(progress);
    } catch (...) {
        raised = std::current_exception();
        watch.cancel();
    }
}

}  // namespace

void run_watched(const nb::object& progress, const std::function<void(Observer&)>& work) {
    Watch watch;
    std::exception_ptr raised;
    std::exception_ptr thrown;
    {
        const nb::gil_scoped_release released;
        try {
            asterism::run_watched([&] { work(watch); }, [&] { look(watch, progress, raised); });
        } catch (...) {
            thrown = std::current_exception();
        }
    }
    if (raised) std::rethrow_exception(raised);
    if (thrown) std::rethrow_exception(thrown);
    if (!progress.is_none()) watch.tell(progress);
}

}  // namespace asterism::python
