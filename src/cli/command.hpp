/// How a command presents itself to the program: its name, its help, its flags and its one function.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"
#include "cli/setting_specs.hpp"

namespace asterism::cli {

/// An option that only one command has and no config file sets.
struct OwnOption {
    std::string_view flag;
    std::string* text = nullptr;  ///< takes a value, or
    bool* present = nullptr;      ///< takes none
    std::string_view help = {};
};

struct Command {
    std::string_view name;
    std::string_view arguments;  ///< "[DB] FILE..." for the help
    std::string_view summary;    ///< one line
    std::string_view teaching;   ///< what it does, examples
    std::vector<Group> groups;   ///< settings it takes as flags
    std::size_t most_words = 1;  ///< arguments it takes at most, the database included
    std::vector<OwnOption> options;
    /// Takes the database from the first word when one is given (and changes the words accordingly).
    std::function<std::optional<std::string>(std::vector<std::string>& words)> database_word;
    std::function<Outcome(const Session&)> run;
};

/// The first word, if there is one: what most commands take for the database.
[[nodiscard]] std::optional<std::string> first_word(std::vector<std::string>& words);
/// The same of commands whose second word is an id: with a database in the settings a number alone is that.
[[nodiscard]] std::optional<std::string> first_word_unless_id(std::vector<std::string>& words);

[[nodiscard]] Command init_command();
[[nodiscard]] Command ingest_command();
[[nodiscard]] Command embed_command();
[[nodiscard]] Command cluster_command();
[[nodiscard]] Command assign_command();
[[nodiscard]] Command run_command();
[[nodiscard]] Command status_command();
[[nodiscard]] Command runs_command();
[[nodiscard]] Command clusters_command();
[[nodiscard]] Command themes_command();
[[nodiscard]] Command label_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command config_command();
[[nodiscard]] Command doctor_command();

/// All of them in the order of the help.
[[nodiscard]] std::vector<Command> all_commands();

}  // namespace asterism::cli
