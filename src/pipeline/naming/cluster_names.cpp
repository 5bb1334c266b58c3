#include "pipeline/naming/cluster_names.hpp"

#include <utility>

#include "themes/label_history.hpp"

namespace asterism::pipeline {
namespace {

using themes::LabelBefore;
using themes::LabelCase;

/// What a run says, against nothing.
LabelCase fresh_case(const ClusterMetadata& fresh) {
    return {.label = fresh.label, .keywords = fresh.keywords, .before = std::nullopt};
}

/// A case in which nothing can change the label.
LabelCase standing(const ClusterMetadata& metadata) {
    return {.label = {}, .keywords = {}, .before = LabelBefore{metadata.label, {}, true}};
}

std::vector<LabelCase> all_standing(std::span<const ClusterMetadata> clusters) {
    std::vector<LabelCase> cases;
    for (const ClusterMetadata& cluster : clusters)
        cases.push_back(standing(cluster));
    return cases;
}

/// Label and source after `settled`, in the metadata a run brings.
void put_label(ClusterMetadata& fresh, const themes::SettledLabel& settled, const std::string& source_before) {
    fresh.label = settled.label;
    if (settled.origin == themes::LabelOrigin::kept && !source_before.empty()) fresh.label_source = source_before;
}

void put_persons_label(ClusterMetadata& metadata, std::string_view label) {
    metadata.label = label;
    metadata.label_source = ClusterMetadata::kPerson;
}

/// A person's label over a run's metadata. What the run would have said without the person follows the same rule.
void put_persons_label(ClusterMetadata& fresh, const ClusterMetadata& before, const std::string& label) {
    const LabelBefore generated{before.generated_label.value_or(""), before.keywords};
    const bool kept = !generated.label.empty() && !theme_moved(generated, fresh.keywords);
    fresh.generated_label = kept ? generated.label : fresh.label;
    fresh.generated_source = kept ? before.generated_source.value_or("") : fresh.label_source;
    put_persons_label(fresh, label);
}

}  // namespace

bool keeps_name(const ClusterMetadata& before, std::span<const themes::Keyword> keywords) {
    const LabelBefore name{before.label, before.keywords};
    return before.by_person() || (!name.label.empty() && !theme_moved(name, keywords));
}

std::vector<ClusterMetadata> settle_names(std::vector<ClusterMetadata> fresh,
                                          std::span<const std::optional<ClusterMetadata>> before,
                                          std::span<const ClusterMetadata> others) {
    std::vector<LabelCase> cases = all_standing(others);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        cases.push_back(fresh_case(fresh[i]));
        if (before[i]) cases.back().before = LabelBefore{before[i]->label, before[i]->keywords, before[i]->by_person()};
    }
    const auto all = themes::settle_labels(cases);
    const auto settled = std::span(all).subspan(others.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (settled[i].origin == themes::LabelOrigin::fixed)
            put_persons_label(fresh[i], *before[i], settled[i].label);
        else
            put_label(fresh[i], settled[i], before[i] ? before[i]->label_source : std::string());
    }
    return fresh;
}

std::vector<ClusterMetadata> renew_names(std::span<const ClusterMetadata> fresh, std::vector<ClusterMetadata> before,
                                         std::span<const ClusterMetadata> others) {
    std::vector<LabelCase> cases = all_standing(others);
    for (std::size_t i = 0; i < fresh.size(); ++i)
        cases.push_back(before[i].by_person() ? standing(before[i]) : fresh_case(fresh[i]));
    const auto settled = themes::settle_labels(cases);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        ClusterMetadata& renewed = before[i];
        const bool by_person = renewed.by_person();
        renewed.label = fresh[i].label;
        renewed.label_source = fresh[i].label_source;
        renewed.keywords = fresh[i].keywords;
        renewed.entities = fresh[i].entities;
        renewed.languages = fresh[i].languages;
        renewed.span = fresh[i].span;
        if (by_person)
            put_persons_label(renewed, ClusterMetadata(), settled[others.size() + i].label);
        else
            put_label(renewed, settled[others.size() + i], {});
    }
    return before;
}

ClusterMetadata with_persons_label(ClusterMetadata metadata, std::string_view label) {
    if (!metadata.by_person()) {
        metadata.generated_label = metadata.label;
        metadata.generated_source = metadata.label_source;
    }
    put_persons_label(metadata, label);
    return metadata;
}

ClusterMetadata without_persons_label(ClusterMetadata metadata, std::span<const ClusterMetadata> others) {
    if (!metadata.by_person()) return metadata;
    std::vector<LabelCase> cases = all_standing(others);
    cases.push_back({metadata.generated_label.value_or(""), metadata.keywords, std::nullopt});
    metadata.label = themes::settle_labels(cases).back().label;
    metadata.label_source = metadata.generated_source.value_or("");
    metadata.generated_label.reset();
    metadata.generated_source.reset();
    return metadata;
}

}  // namespace asterism::pipeline
