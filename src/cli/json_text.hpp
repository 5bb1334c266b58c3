/// JSON for scripts: one object with "schema": 1, ended by a newline.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace asterism::cli {

using Json = nlohmann::ordered_json;

/// Adds the schema number in front; bytes that are no UTF-8 become replacement characters, and characters that a
/// terminal would obey or nobody sees are escaped.
[[nodiscard]] std::string json_text(const Json& members);

/// A JSON text from the tables; null when it is none.
[[nodiscard]] Json stored_json(const std::string& text);

/// nullptr for an empty text.
[[nodiscard]] Json text_or_null(const std::string& text);

}  // namespace asterism::cli
