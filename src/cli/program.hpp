/// The program: reads the command line, resolves the settings, calls one command, and turns what happened into an exit
/// code.
#pragma once

namespace asterism::cli {

/// Never throws. Results go to standard output, everything else to standard error. The exit codes are ErrorKind's
/// values, 143 for SIGTERM.
[[nodiscard]] int run_program(int argc, const char* const* argv);

}  // namespace asterism::cli
