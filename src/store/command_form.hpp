/// The commands that messages suggest: complete, quoted, ready to be pasted into a shell.
///
/// A store knows what mends its tables, a program knows how its user reaches them: the program hands one of these to
/// the client that it opens, and everything that suggests a command asks the client for its line. Thread safety: a
/// value.
#pragma once

#include <string>
#include <string_view>

namespace asterism::store {

/// A word as a shell takes it: in single quotes when it holds anything a shell would act on.
[[nodiscard]] std::string shell_quoted(std::string_view word);

struct CommandForm {
    std::string database;  ///< as a shell takes it, without password; empty where the surroundings name it
    std::string options;   ///< what else leads to these tables, likewise quoted: "--schema app"

    /// line("init", "--dimensions 4") is "asterism init reader.db --dimensions 4 --schema app".
    [[nodiscard]] std::string line(std::string_view command, std::string_view arguments = {}) const;
    /// The same inside a sentence: between backticks.
    [[nodiscard]] std::string told(std::string_view command, std::string_view arguments = {}) const;
};

}  // namespace asterism::store
