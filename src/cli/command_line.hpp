/// From argv to a command with its flags: the only place that knows CLI11.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/config_file.hpp"

namespace asterism::cli {

struct ParsedLine {
    const Command* command = nullptr;  ///< nullptr when only help or the version was asked for
    SettingMap flags;                  ///< by setting key; the database argument among them
    std::vector<std::string> words;
    std::string config_file;
    std::string help;  ///< text to print instead of running anything
    bool json = false;
    bool quiet = false;
    bool verbose = false;
};

/// `commands` must outlive the result; their own options are written. Error{usage}, with a suggestion where a known
/// word is near, for unknown commands, options and too many arguments.
[[nodiscard]] ParsedLine parse_command_line(std::span<const char* const> arguments, std::span<const Command> commands);

}  // namespace asterism::cli
