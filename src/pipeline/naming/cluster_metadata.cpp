#include "pipeline/naming/cluster_metadata.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "pipeline/json_text.hpp"

namespace asterism::pipeline {
namespace {

using json = nlohmann::ordered_json;

json object_of(const std::string& text) {
    json value = json::parse(text, nullptr, false);
    return value.is_object() ? value : json::object();
}

std::optional<std::string> string_in(const json& object, const char* member) {
    if (!object.is_object()) return std::nullopt;
    const auto found = object.find(member);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

const json& list_in(const json& object, const char* member) {
    static const json none = json::array();
    const auto found = object.find(member);
    return found != object.end() && found->is_array() ? *found : none;
}

/// A member that is no number: 0.
template <class Number>
Number number_in(const json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_number() ? found->get<Number>() : Number(0);
}

void read(const json& list, std::vector<themes::Keyword>& keywords) {
    for (const json& one : list) {
        std::string term = string_in(one, "term").value_or("");
        if (!term.empty()) keywords.push_back({std::move(term), number_in<double>(one, "score")});
    }
}
void read(const json& list, std::vector<themes::Entity>& entities) {
    for (const json& one : list) {
        std::string text = string_in(one, "text").value_or("");
        if (!text.empty())
            entities.push_back(
                {std::move(text), string_in(one, "type").value_or(""), number_in<std::int64_t>(one, "count")});
    }
}
void read(const json& list, std::vector<ArticleId>& ids) {
    for (const json& one : list) {
        if (one.is_number_integer()) ids.emplace_back(one.get<std::int64_t>());
        if (one.is_string()) ids.emplace_back(one.get<std::string>());
    }
}
void read(const json& list, std::vector<std::string>& texts) {
    for (const json& one : list)
        if (one.is_string()) texts.push_back(one);
}
void read(const json& list, DateSpan& span) {
    if (list.size() == 2 && list[0].is_string() && list[1].is_string()) span = {list[0], list[1]};
}

json written(const std::string& text) {
    return text;
}
json written(const std::vector<themes::Keyword>& keywords) {
    json list = json::array();
    for (const auto& keyword : keywords)
        list.push_back({{"term", keyword.term}, {"score", keyword.score}});
    return list;
}
json written(const std::vector<themes::Entity>& entities) {
    json list = json::array();
    for (const auto& entity : entities)
        list.push_back({{"text", entity.text}, {"type", entity.type}, {"count", entity.count}});
    return list;
}
json written(const std::vector<ArticleId>& ids) {
    json list = json::array();
    for (const ArticleId& id : ids)
        list.push_back(json_of(id));
    return list;
}
json written(const std::vector<std::string>& texts) {
    json list = json::array();
    for (const std::string& text : texts)
        list.push_back(text);
    return list;
}
json written(const DateSpan& span) {
    json list = json::array();
    if (!span.from.empty()) list = {span.from, span.to};
    return list;
}

}  // namespace

void DateSpan::extend(std::string_view utc) {
    if (utc.empty()) return;
    if (from.empty() || utc < from) from = utc;
    if (to.empty() || utc > to) to = utc;
}

ClusterMetadata ClusterMetadata::parse(const std::string& text) {
    ClusterMetadata found;
    found.read_ = text;
    const json value = object_of(text);
    found.label = string_in(value, "label").value_or("");
    found.label_source = string_in(value, "label_source").value_or("");
    read(list_in(value, "keywords"), found.keywords);
    read(list_in(value, "entities"), found.entities);
    read(list_in(value, "representative_articles"), found.representatives);
    read(list_in(value, "languages"), found.languages);
    read(list_in(value, "span"), found.span);
    read(list_in(value, "sources"), found.sources);
    found.generated_label = string_in(value, "generated_label");
    found.generated_source = string_in(value, "generated_source");
    return found;
}

std::string ClusterMetadata::text() const {
    const ClusterMetadata before = read_ ? parse(*read_) : ClusterMetadata();
    if (read_ && *this == before) return *read_;
    json value = read_ ? object_of(*read_) : json{{"schema", 1}};
    const auto put = [&](const char* member, const auto& now, const auto& was) {
        if (!read_ || now != was) value[member] = written(now);
    };
    const auto put_or_erase = [&](const char* member, const auto& now, const auto& was) {
        if (now != was && !now) value.erase(member);
        if (now != was && now) value[member] = *now;
    };
    put("label", label, before.label);
    put("label_source", label_source, before.label_source);
    put("keywords", keywords, before.keywords);
    put("entities", entities, before.entities);
    put("representative_articles", representatives, before.representatives);
    put("languages", languages, before.languages);
    put("span", span, before.span);
    put("sources", sources, before.sources);
    put_or_erase("generated_label", generated_label, before.generated_label);
    put_or_erase("generated_source", generated_source, before.generated_source);
    return text_of(value);
}

ClusterMetadata cluster_metadata(themes::Theme theme, std::vector<ArticleId> representatives, DateSpan span) {
    ClusterMetadata metadata;
    metadata.label = std::move(theme.label);
    metadata.label_source = std::move(theme.label_source);
    metadata.keywords = std::move(theme.keywords);
    metadata.entities = std::move(theme.entities);
    metadata.representatives = std::move(representatives);
    metadata.languages = std::move(theme.languages);
    metadata.span = std::move(span);
    return ClusterMetadata::parse(metadata.text());
}

}  // namespace asterism::pipeline
