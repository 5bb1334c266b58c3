#include "pipeline/json_text.hpp"

#include <nlohmann/json.hpp>

namespace asterism::pipeline {

using json = nlohmann::ordered_json;

std::string text_of(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json json_of(const ArticleId& id) {
    if (const auto* number = std::get_if<std::int64_t>(&id)) return *number;
    return std::get<std::string>(id);
}

}  // namespace asterism::pipeline
