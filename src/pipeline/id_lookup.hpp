/// Finding an article id in a sorted column of ids.
///
/// Precondition of both: `sorted` ascends as ArticleIds::compare orders it. Complexity: O(log n) comparisons.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "asterism/article_ids.hpp"

namespace asterism::pipeline {

/// First position whose id is not less than `id`.
[[nodiscard]] std::size_t lower_bound(const ArticleIds& sorted, const ArticleId& id);

/// Position of `id`, or nullopt; also nullopt when `id` is of another kind than the column.
[[nodiscard]] std::optional<std::size_t> find_id(const ArticleIds& sorted, const ArticleId& id);

}  // namespace asterism::pipeline
