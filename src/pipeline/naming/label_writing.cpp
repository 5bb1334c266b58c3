#include "pipeline/naming/label_writing.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/log.hpp"
#include "themes/label_set.hpp"

namespace asterism::pipeline {
namespace {

/// The labels to ask about, largest cluster first, equals by label. Without a keyword an answer could only be made up.
std::vector<std::size_t> asked_about(std::span<const themes::Theme> themes, std::span<const store::RunCluster> clusters,
                                     const KeepsLabel& keeps_label) {
    std::vector<std::size_t> order;
    for (std::size_t label = 0; label < clusters.size(); ++label)
        if (!themes[label].keywords.empty() && !(keeps_label && keeps_label(label, themes[label])))
            order.push_back(label);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](std::size_t label) { return clusters[label].article_count; });
    return order;
}

std::vector<themes::LabelQuestion> questions_of(std::span<const themes::Theme> themes,
                                                std::span<const std::size_t> order) {
    std::vector<themes::LabelQuestion> questions;
    for (const std::size_t label : order) {
        themes::LabelQuestion question{.label = themes[label].label, .keywords = {}, .entities = {}, .titles = {}};
        for (const auto& keyword : themes[label].keywords)
            question.keywords.push_back(keyword.term);
        for (const auto& entity : themes[label].entities)
            question.entities.push_back(entity.text);
        questions.push_back(std::move(question));
    }
    return questions;
}

void log_record(const themes::LabelRecord& record) {
    log_info("the label endpoint wrote {} labels: {} requests, {} + {} tokens, ended by {}", record.labels,
             record.requests, record.prompt_tokens, record.completion_tokens, record.ended_by);
    if (record.failures == 0) return;
    log_warning("the label endpoint failed {} times, at last with \"{}\"; the built-in labels stay in its place",
                record.failures, record.last_failure);
}

}  // namespace

void check_label_endpoint(const LabelEndpoint& endpoint) {
    themes::check_endpoint(endpoint);
}

std::optional<themes::LabelRecord> write_labels(std::vector<themes::Theme>& themes, const LabelEndpoint& endpoint,
                                                std::span<const store::RunCluster> clusters, const TitlesOf& titles_of,
                                                const KeepsLabel& keeps_label, const Observer& observer) {
    if (endpoint.url.empty()) return std::nullopt;
    themes::LabelWriter writer(endpoint);
    const std::vector<std::size_t> order = asked_about(themes, clusters, keeps_label);
    auto questions = questions_of(themes, order);
    for (std::size_t i = 0; endpoint.most_titles > 0 && i < order.size(); ++i)
        questions[i].titles = titles_of(order[i]);
    themes::LabelSet used;
    for (const auto& theme : themes)
        used.insert(theme.label);
    const auto take = [&](std::size_t question, const std::string& label) {
        themes::Theme& theme = themes[order[question]];
        used.erase(theme.label);
        if (!used.insert(label)) {
            used.insert(theme.label);
            return false;
        }
        theme.label = label;
        theme.label_source = "endpoint";
        return true;
    };
    const auto record = writer.write(questions, take, observer);
    log_record(record);
    return record;
}

}  // namespace asterism::pipeline
