#include "store/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asterism/error.hpp"

namespace asterism::store {
namespace {

constexpr std::array<std::string_view, 9> kNames{"density",    "topic",    "noise",       "rejected", "excluded",
                                                 "correction", "attached", "incremental", "archived"};

}  // namespace

std::string_view to_string(How how) {
    return kNames.at(static_cast<std::size_t>(how));
}

How how_named(std::string_view name) {
    const auto* const found = std::ranges::find(kNames, name);
    if (found != kNames.end()) return static_cast<How>(found - kNames.begin());
    throw Error(ErrorKind::schema,
                fmt::format("an assignment is called \"{}\", which is unknown here; a later Asterism wrote it, install "
                            "that one",
                            name));
}

void Assignments::reserve(std::size_t rows) {
    ids.reserve(rows);
    labels.reserve(rows);
    probabilities.reserve(rows);
    outlier_scores.reserve(rows);
    how.reserve(rows);
    start_labels.reserve(rows);
    stories.reserve(rows);
}

void Assignments::add(std::int32_t label, double probability, double outlier_score, How reason,
                      std::int32_t start_label, std::int32_t story) {
    labels.push_back(label);
    probabilities.push_back(probability);
    outlier_scores.push_back(outlier_score);
    how.push_back(reason);
    start_labels.push_back(start_label);
    stories.push_back(story);
}

}  // namespace asterism::store
