/// Which member of an article somebody meant who wrote another name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asterism::cli {

/// By the spelling ("Title", "publishedAt", "titel") or by what is usual elsewhere ("text", "link", "pubDate").
[[nodiscard]] std::optional<std::string> meant_member(std::string_view name);

}  // namespace asterism::cli
