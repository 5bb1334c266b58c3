/// The config file: TOML with the keys of the setting table.
///
/// Errors: Error{usage} with file and line for what is no TOML, for unknown keys (with a suggestion) and for values of
/// the wrong type.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace asterism::cli {

struct Setting {
    std::string value;   ///< as text; list items are separated by newlines
    std::string origin;  ///< "--threads", "ASTERISM_THREADS", "asterism.toml:7" or "default"
};

using SettingMap = std::map<std::string, Setting, std::less<>>;

/// The file named by the user, which must exist (a pipe or /dev/null will do), or the first that does of
/// ./asterism.toml and ~/.config/asterism/config.toml ($XDG_CONFIG_HOME is honoured).
[[nodiscard]] std::optional<std::string> find_config_file(const std::string& named);

[[nodiscard]] SettingMap read_config_file(const std::string& path);

}  // namespace asterism::cli
