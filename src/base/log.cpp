#include "base/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>

namespace asterism {
namespace {

std::shared_ptr<spdlog::logger>& sink() {
    static std::shared_ptr<spdlog::logger> logger;
    return logger;
}
LineFilter& line_filter() {
    static LineFilter filter = nullptr;
    return filter;
}
std::atomic<bool> enabled{false};

spdlog::level::level_enum spdlog_level(LogLevel level) {
    static constexpr std::array kLevels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                        spdlog::level::err};
    return kLevels.at(static_cast<std::size_t>(level));
}

}  // namespace

void log_to_stderr(LogLevel level, LineFilter filter) {
    const char* no_color = std::getenv("NO_COLOR");
    const bool plain = no_color != nullptr && *no_color != '\0';
    auto target = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(plain ? spdlog::color_mode::never
                                                                              : spdlog::color_mode::automatic);
    sink() = std::make_shared<spdlog::logger>("asterism", std::move(target));
    sink()->set_pattern("%H:%M:%S %^%l%$ %v");
    sink()->set_level(spdlog_level(level));
    line_filter() = filter;
    enabled.store(true, std::memory_order_release);
}

void log_line(LogLevel level, std::string_view line) {
    if (!enabled.load(std::memory_order_acquire)) return;
    sink()->log(spdlog_level(level), line_filter()(line));
}

}  // namespace asterism
