#include "pipeline/article_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "base/utc_time.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;

/// Ends the reading of one record; its text becomes InputArticle::error.
struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

const json* member(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json* member(const json& object, const char* name, const char* other_name) {
    const json* found = member(object, name);
    return found != nullptr ? found : member(object, other_name);
}

std::string text_member(const json& object, const char* name, bool& repaired) {
    const json* value = member(object, name);
    if (value == nullptr) return {};
    if (!value->is_string()) throw Refused(fmt::format("\"{}\" is not a text but {}", name, value->type_name()));
    auto text = value->get<std::string>();
    repaired |= text::repair_utf8(text);
    return text;
}

std::int64_t integer_id(const json& value, IdType type) {
    std::int64_t id = 0;
    if (value.is_number_unsigned() &&
        value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
        throw Refused(fmt::format("the id {} does not fit into 64 bits", value.dump()));
    }
    if (value.is_number_integer()) {
        id = value.get<std::int64_t>();
    } else {
        const auto text = value.is_string() ? value.get<std::string>() : value.dump();
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (fault != std::errc() || end != text.data() + text.size()) {
            throw Refused(fmt::format("the id \"{}\" is not a whole number, and the articles table has integer ids",
                                      text::utf8_prefix(text, 60)));
        }
    }
    if (type == IdType::int4 && id != static_cast<std::int32_t>(id)) {
        throw Refused(fmt::format("the id {} does not fit into the table's 32-bit ids", id));
    }
    return id;
}

std::string uuid_id(std::string text) {
    std::erase_if(text, [](unsigned char c) { return c == '-' || c == '{' || c == '}'; });
    const bool hex = std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
    if (text.size() != 32 || !hex) throw Refused("the id is not a uuid, and the articles table has uuid ids");
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::size_t at : {8, 13, 18, 23})
        text.insert(at, 1, '-');
    return text;
}

ArticleId id_member(const json& object, IdType type, bool& repaired) {
    const json* value = member(object, "article_id", "id");
    if (value == nullptr) throw Refused("it has no \"article_id\" (or \"id\")");
    if (is_integer(type)) return integer_id(*value, type);
    if (value->is_number_integer()) return value->dump();
    if (!value->is_string())
        throw Refused(fmt::format("the id is not a text or a whole number but {}", value->type_name()));
    auto text = value->get<std::string>();
    repaired |= text::repair_utf8(text);
    if (text.empty()) throw Refused("its id is empty");
    return type == IdType::uuid ? uuid_id(std::move(text)) : text;
}

std::optional<std::string> date_member(const json& object, bool& ignored) {
    const json* value = member(object, "published_at", "published");
    if (value == nullptr) return std::nullopt;
    const auto time = value->is_string() ? parse_time(value->get<std::string>()) : std::nullopt;
    ignored = !time.has_value();
    if (!time) return std::nullopt;
    return format_utc(*time);
}

std::optional<std::vector<float>> embedding_member(const json& object) {
    const json* value = member(object, "embedding");
    if (value == nullptr) return std::nullopt;
    if (!value->is_array()) throw Refused("\"embedding\" is not an array of numbers");
    std::vector<float> embedding;
    embedding.reserve(value->size());
    for (const json& number : *value) {
        if (!number.is_number()) throw Refused("\"embedding\" holds something that is not a number");
        embedding.push_back(number.get<float>());
    }
    return embedding;
}

}  // namespace

InputArticle article_from(const Record& record, IdType id_type) {
    InputArticle input{
        .article = {}, .embedding = {}, .error = record.error, .repaired = record.repaired, .date_ignored = false};
    if (!input.error.empty()) return input;
    const json& object = record.object;
    try {
        input.article.id = id_member(object, id_type, input.repaired);
        input.article.title = text_member(object, "title", input.repaired);
        input.article.summary = text_member(object, "summary", input.repaired);
        input.article.content = text_member(object, "content", input.repaired);
        input.article.url = text_member(object, "url", input.repaired);
        input.article.published_at = date_member(object, input.date_ignored);
        input.embedding = embedding_member(object);
    } catch (const Refused& refusal) {
        input.error = refusal.what();
    }
    return input;
}

}  // namespace asterism::pipeline
