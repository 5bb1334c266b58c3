#include "cli/json_text.hpp"

namespace asterism::cli {

std::string json_text(const Json& members) {
    Json all = {{"schema", 1}};
    all.update(members);
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json id_json(const ArticleId& id) {
    if (const auto* number = std::get_if<std::int64_t>(&id)) return *number;
    return std::get<std::string>(id);
}

Json stored_json(const std::string& text) {
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json() : value;
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

}  // namespace asterism::cli
