/// Where the library says what it does. Silent until a program calls `log_to_stderr`; never on stdout.
///
/// Thread safety: all calls from any thread. Never pass a password: connection strings are shown through the store's
/// own redacted form.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace asterism {

enum class LogLevel : unsigned char { debug, info, warning, error };

/// What makes a line of the log fit to be shown.
using LineFilter = std::string (*)(std::string_view);

/// From now on lines of at least `level` go to stderr through `filter`, with a time; coloured only on a terminal
/// without NO_COLOR.
void log_to_stderr(LogLevel level, LineFilter filter);
void log_line(LogLevel level, std::string_view line);

template <class... Args>
void log_debug(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_info(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_error(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace asterism
