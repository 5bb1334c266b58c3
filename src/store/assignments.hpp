/// Where every article of a run ended up: one row an article, in columns of equal length, by ascending article id.
///
/// Rejected rows are among them (label -1, how = rejected). Owned, so that a run can be computed, stored, and loaded
/// again later. Memory: 37 bytes a row, and the bytes of ids that are texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "asterism/article_ids.hpp"

namespace asterism::store {

/// How a row came to its assignment.
enum class How : std::uint8_t {
    density,
    topic,
    noise,
    rejected,
    excluded,
    correction,
    attached,
    incremental,
    archived
};
[[nodiscard]] std::string_view to_string(How how);
/// Error{schema} for a name that this program does not know.
[[nodiscard]] How how_named(std::string_view name);

/// Rows that came to a cluster that was there without them: they follow its centroid, themes and id, and make none.
[[nodiscard]] constexpr bool follows(How how) {
    return how == How::attached || how == How::incremental;
}

struct Assignments {
    ArticleIds ids;
    std::vector<std::int32_t> labels;  ///< -1: in no cluster
    std::vector<double> probabilities;
    std::vector<double> outlier_scores;
    std::vector<How> how;
    std::vector<std::int32_t> start_labels;  ///< of topics: the topic before anything was left out; -1 = none
    std::vector<std::int32_t> stories;       ///< the story inside the cluster; -1 = none

    explicit Assignments(IdType type = IdType::int8) : ids(type) {}

    [[nodiscard]] std::size_t size() const { return labels.size(); }
    void reserve(std::size_t rows);
    /// The columns of the next row beside its id, which the caller gives to `ids`.
    void add(std::int32_t label, double probability, double outlier_score, How reason, std::int32_t start_label = -1,
             std::int32_t story = -1);

    bool operator==(const Assignments&) const = default;
};

}  // namespace asterism::store
