/// The two JSON texts of POST /chat/completions: the request for one cluster's label, and the answer.
///
/// Thread safety: pure functions. Determinism: the request is a fixed function of its arguments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::themes {

/// What may be told about one cluster.
struct LabelQuestion {
    std::string label;  ///< the built-in one
    std::vector<std::string> keywords;
    std::vector<std::string> entities;
    std::vector<std::string> titles;  ///< raw; only as many as the options allow are sent
};

inline constexpr int kMostAnswerTokens = 24;

/// Titles lose markup, URLs and e-mail addresses and are cut to 120 characters. What does not fit into `most_bytes` is
/// left out: titles first, then entities, then keywords. nullopt when not even the built-in label fits.
[[nodiscard]] std::optional<std::string> chat_request(const LabelQuestion& question, std::string_view model,
                                                      int most_titles, std::size_t most_bytes);

struct ChatAnswer {
    std::optional<std::string> text;  ///< nullopt: not the JSON of a chat completion with a choice
    std::optional<std::int64_t> prompt_tokens;
    std::optional<std::int64_t> completion_tokens;
};

[[nodiscard]] ChatAnswer read_chat_answer(std::string_view body);

}  // namespace asterism::themes
