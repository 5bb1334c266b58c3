#include "cli/program.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "base/resources.hpp"
#include "cli/command.hpp"
#include "cli/command_line.hpp"
#include "cli/location.hpp"
#include "cli/terminal.hpp"
#include "store/secrets.hpp"
#include "text/visible.hpp"

namespace asterism::cli {
namespace {

LogLevel level_of(const ParsedLine& line) {
    if (line.quiet) return LogLevel::warning;
    return line.verbose ? LogLevel::debug : LogLevel::info;
}

Outcome run_command_of(ParsedLine& line) {
    if (!line.help.empty()) return {line.help, 0};
    log_to_stderr(level_of(line), text::visible_line);
    SettingMap file;
    if (const auto path = find_config_file(line.config_file)) file = read_config_file(*path);
    TerminalObserver observer(!line.quiet);
    const Session session{.settings = Settings::resolve(line.flags, file, process_environment),
                          .words = std::move(line.words),
                          .json = line.json,
                          .observer = observer,
                          .config_file = line.config_file};
    return line.command->run(session);
}

int complain(std::string_view message, int exit_code) {
    fmt::print(stderr, "asterism: {}\n", store::without_secrets(text::visible_text(message)));
    return exit_code;
}

}  // namespace

int run_program(int argc, const char* const* argv) {
    try {
        catch_signals();
        return_large_blocks();
        const std::span arguments(argv, static_cast<std::size_t>(argc));
        refuse_passwords(arguments);
        std::vector<Command> commands = all_commands();
        ParsedLine line = parse_command_line(arguments, commands);
        const Outcome outcome = run_command_of(line);
        write_to_stdout(text::visible_text(outcome.text));  // titles, ids and errors are other people's
        return outcome.exit_code;
    } catch (const Error& error) {
        const bool terminated = error.kind() == ErrorKind::interrupted && caught_signal() == SIGTERM;
        return complain(error.what(), terminated ? 128 + SIGTERM : error.exit_code());
    } catch (const std::bad_alloc&) {
        return complain("out of memory; nothing was published. Use a machine with more memory or fewer dimensions",
                        static_cast<int>(ErrorKind::resources));
    } catch (const std::exception& error) {
        return complain(fmt::format("internal error: {}", error.what()), static_cast<int>(ErrorKind::internal));
    }
}

}  // namespace asterism::cli
