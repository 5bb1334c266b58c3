/// What an argument is, and how a database may be written on a command line: never with its password.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/command_form.hpp"

namespace asterism::cli {

using store::shell_quoted;

/// Error{usage} with the safe ways when an argument is or holds an address with a password, see store/secrets.hpp:
/// every user of the machine can read the arguments of a process, and shells keep them. The message repeats nothing of
/// it. A step 1 command may name a shell variable in its place.
void refuse_passwords(std::span<const char* const> arguments);

[[nodiscard]] bool is_npy(std::string_view path);

/// A file of articles by its ending (.jsonl, .ndjson, .json, .csv), or "-".
[[nodiscard]] bool is_article_file(std::string_view argument);

[[nodiscard]] bool is_whole_number(std::string_view argument);

}  // namespace asterism::cli
