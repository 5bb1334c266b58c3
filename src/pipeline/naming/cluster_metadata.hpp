/// The JSON text clusters.metadata that a run writes.
///
/// It carries "schema": 1. Ids are numbers or texts as in their table. A pure function; texts that are not UTF-8 are
/// written with replacement characters.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "asterism/article_ids.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::pipeline {

/// First and last date of a cluster's articles, UTC; both empty when none has a date.
struct DateSpan {
    std::string from, to;
    void extend(std::string_view utc);
};

/// {"schema","label","label_source","keywords":[{"term","score"}],"entities":[{"text","type","count"}],
///  "representative_articles":[id],"languages":[],"span":[from,to],"sources":[]}; "span" is [] without dates.
[[nodiscard]] std::string cluster_metadata(const themes::Theme& theme, std::span<const ArticleId> representatives,
                                           const DateSpan& span);

}  // namespace asterism::pipeline
