/// JSON as our tables hold it: one line, and every text valid.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "asterism/article_ids.hpp"

namespace asterism::pipeline {

/// Without blanks; texts that are not UTF-8 are written with replacement characters.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& value);

/// A number or a text, as in its table.
[[nodiscard]] nlohmann::ordered_json json_of(const ArticleId& id);

}  // namespace asterism::pipeline
