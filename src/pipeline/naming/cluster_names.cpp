#include "pipeline/naming/cluster_names.hpp"

#include <nlohmann/json.hpp>

#include "themes/label_history.hpp"

namespace asterism::pipeline {
namespace {

using json = nlohmann::ordered_json;
using themes::LabelBefore;
using themes::LabelCase;

constexpr std::string_view kPerson = "person";

json read(const std::string& metadata) {
    json value = json::parse(metadata, nullptr, false);
    return value.is_object() ? value : json::object();
}

std::string written(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string text_of(const json& metadata, const char* member) {
    const auto found = metadata.find(member);
    return found != metadata.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<themes::Keyword> keywords_of(const json& metadata) {
    std::vector<themes::Keyword> keywords;
    const auto list = metadata.find("keywords");
    if (list == metadata.end() || !list->is_array()) return keywords;
    for (const json& one : *list) {
        const auto score = one.find("score");
        if (one.is_object() && score != one.end() && score->is_number() && !text_of(one, "term").empty())
            keywords.push_back({text_of(one, "term"), score->get<double>()});
    }
    return keywords;
}

bool by_person(const json& metadata) {
    return text_of(metadata, "label_source") == kPerson && !text_of(metadata, "label").empty();
}

/// A case in which nothing can change the label.
LabelCase standing(const json& metadata) {
    return {.label = {}, .keywords = {}, .before = LabelBefore{text_of(metadata, "label"), {}, true}};
}

/// Label and source after `settled`, in the metadata a run brings.
void put_label(json& fresh, const themes::SettledLabel& settled, std::string_view source_before) {
    fresh["label"] = settled.label;
    if (settled.origin == themes::LabelOrigin::kept && !source_before.empty()) fresh["label_source"] = source_before;
}

/// A person's label over a run's metadata. What the run would have said without the person follows the same rule.
void put_persons_label(json& fresh, const json& before, const std::string& label) {
    const LabelBefore generated{text_of(before, "generated_label"), keywords_of(before)};
    const bool kept = !generated.label.empty() && !theme_moved(generated, keywords_of(fresh));
    const std::string source = text_of(kept ? before : fresh, kept ? "generated_source" : "label_source");
    fresh["generated_label"] = kept ? generated.label : text_of(fresh, "label");
    fresh["generated_source"] = source;
    fresh["label"] = label;
    fresh["label_source"] = kPerson;
}

}  // namespace

ClusterName cluster_name(const std::string& metadata) {
    const json value = read(metadata);
    return {text_of(value, "label"), text_of(value, "label_source"),
            by_person(value) ? text_of(value, "generated_label") : ""};
}

bool keeps_name(const std::string& before, std::span<const themes::Keyword> keywords) {
    const json old = read(before);
    const LabelBefore name{text_of(old, "label"), keywords_of(old)};
    return by_person(old) || (!name.label.empty() && !theme_moved(name, keywords));
}

std::vector<std::string> settle_names(std::span<const std::string> fresh,
                                      std::span<const std::optional<std::string>> before) {
    std::vector<json> now, old;
    std::vector<LabelCase> cases;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        now.push_back(read(fresh[i]));
        old.push_back(before[i] ? read(*before[i]) : json::object());
        cases.push_back({text_of(now[i], "label"), keywords_of(now[i]), std::nullopt});
        if (before[i]) cases[i].before = LabelBefore{text_of(old[i], "label"), keywords_of(old[i]), by_person(old[i])};
    }
    const auto settled = themes::settle_labels(cases);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (settled[i].origin == themes::LabelOrigin::fixed)
            put_persons_label(now[i], old[i], settled[i].label);
        else
            put_label(now[i], settled[i], text_of(old[i], "label_source"));
        texts.push_back(written(now[i]));
    }
    return texts;
}

std::vector<std::string> renew_names(std::span<const std::string> fresh, std::span<const std::string> before,
                                     std::span<const std::string> others) {
    std::vector<LabelCase> cases;
    for (const std::string& other : others)
        cases.push_back(standing(read(other)));
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        const json now = read(fresh[i]), old = read(before[i]);
        cases.push_back({text_of(now, "label"), keywords_of(now), std::nullopt});
        if (by_person(old)) cases.back() = standing(old);
    }
    const auto settled = themes::settle_labels(cases);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        const auto& label = settled[others.size() + i];
        const json old = read(before[i]);
        json now = read(fresh[i]);
        if (by_person(old))
            put_persons_label(now, json::object(), label.label);
        else
            put_label(now, label, {});
        for (const char* vectors_only : {"representative_articles", "sources"})
            now.erase(vectors_only);
        json merged = old;
        merged.update(now);
        texts.push_back(written(merged));
    }
    return texts;
}

std::string with_persons_label(const std::string& metadata, std::string_view label) {
    json value = read(metadata);
    if (!by_person(value)) {
        value["generated_label"] = text_of(value, "label");
        value["generated_source"] = text_of(value, "label_source");
    }
    value["label"] = label;
    value["label_source"] = kPerson;
    return written(value);
}

std::string without_persons_label(const std::string& metadata, std::span<const std::string> others) {
    json value = read(metadata);
    if (!by_person(value)) return metadata;
    std::vector<LabelCase> cases;
    for (const std::string& other : others)
        cases.push_back(standing(read(other)));
    cases.push_back({text_of(value, "generated_label"), keywords_of(value), std::nullopt});
    value["label"] = themes::settle_labels(cases).back().label;
    value["label_source"] = text_of(value, "generated_source");
    value.erase("generated_label");
    value.erase("generated_source");
    return written(value);
}

}  // namespace asterism::pipeline
