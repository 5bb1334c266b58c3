/// Step 1 as a program of the user's own: ingest and embed as it sees fit, then exit 0.
#pragma once

#include <string>

#include "asterism/observer.hpp"

namespace asterism::pipeline {

/// Runs `command` through /bin/sh and waits for it. Its standard output goes to our standard error, its input is empty,
/// and ASTERISM_DB holds `location`. When the observer cancels, the command gets SIGTERM.
/// Error{data} when it ends with another code than 0 or by a signal (the message does not repeat the command,
/// which may hold a password); Error{interrupted} when cancelled.
void step1_command(const std::string& command, const std::string& location, const Observer* observer = nullptr);

}  // namespace asterism::pipeline
