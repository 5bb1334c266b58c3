/// What a language model answered, made into a label or refused.
///
/// An article may hold text that tries to steer the model. The check bounds what that can do: the worst is one odd
/// label of a few words without markup, addresses or control characters. Thread safety: pure function.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asterism::themes {

inline constexpr int kMostLabelWords = 6;
inline constexpr int kMostLabelCharacters = 60;

/// The label without quotes around it and without a full stop; nullopt unless it is one line of valid UTF-8 with a
/// letter, 1-6 words, at most 60 characters, no invisible character and nothing that looks like markup, an address or a
/// lead-in such as "Label:".
[[nodiscard]] std::optional<std::string> checked_label(std::string_view answer);

/// The first `most` characters, without half a character at the end. Precondition: valid UTF-8.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t most);

}  // namespace asterism::themes
