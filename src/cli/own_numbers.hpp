/// Numbers among the words and options that only one command has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"
#include "store/records.hpp"

namespace asterism::cli {

/// `fallback` for an empty text. Error{usage} naming the flag for anything but a whole number of up to nine digits.
[[nodiscard]] std::size_t count_option(std::string_view flag, const std::string& text, std::size_t fallback);

/// A cluster id among the words. Error{usage} that names the command which lists them.
[[nodiscard]] store::ClusterId cluster_id_word(const Session& session, std::string_view word);

/// The same for a run's id.
[[nodiscard]] store::RunId run_id_word(const Session& session, std::string_view word);

/// "12,15" in ascending order, each once. Error{usage} naming the flag.
[[nodiscard]] std::vector<store::ClusterId> cluster_id_list(const Session& session, std::string_view flag,
                                                            std::string_view text);

}  // namespace asterism::cli
