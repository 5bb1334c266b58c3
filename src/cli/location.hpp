/// What a database argument is, and how it may be shown: a connection URL or a path, never with its password.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace asterism::cli {

/// True for a postgresql:// URL that carries a password, before the @ or as password=.
[[nodiscard]] bool has_password(std::string_view location);

/// The same location with *** for the password.
[[nodiscard]] std::string without_password(std::string_view location);

/// A longer text, such as a shell command, with the password of every URL in it masked.
[[nodiscard]] std::string without_passwords(std::string_view text);

/// A location as a shell takes it: in single quotes when it holds anything a shell would act on.
[[nodiscard]] std::string shell_quoted(std::string_view location);

/// Error{usage} with the safe ways when an argument is or holds a URL with a password: every user of the machine can
/// read the arguments of a process, and shells keep them. The message repeats nothing of it.
void refuse_passwords(std::span<const char* const> arguments);

[[nodiscard]] bool is_npy(std::string_view path);

/// A file of articles by its ending (.jsonl, .ndjson, .json, .csv), or "-".
[[nodiscard]] bool is_article_file(std::string_view argument);

[[nodiscard]] bool is_whole_number(std::string_view argument);

}  // namespace asterism::cli
