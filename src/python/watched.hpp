/// Runs the engine beside the interpreter: its lock is free meanwhile, Ctrl-C ends the work, progress is told.
#pragma once

#include <nanobind/nanobind.h>

#include <functional>

#include "asterism/observer.hpp"

namespace asterism::python {

/// Runs `work` in a thread of its own, without the interpreter's lock. Every 20 ms the calling thread takes the lock,
/// lets Python look at its signals (it does so in its main thread only), and calls `progress(stage, done, total)`
/// unless that is None. What either raises cancels the work and is raised here; else what `work` threw is thrown.
void run_watched(const nanobind::object& progress, const std::function<void(Observer&)>& work);

}  // namespace asterism::python
