/// What clusters.metadata says of a cluster, and the JSON text it stands in.
///
///     {"schema", "label", "label_source", "keywords": [{"term","score"}], "entities": [{"text","type","count"}],
///      "representative_articles": [id], "languages": [], "span": [from, to], "sources": []}
///
/// "span" is [] without dates. With a person's label, "label_source" is "person", and beside it "generated_label" and
/// "generated_source" hold what would stand there without the person. Anybody may write into the table: a missing or
/// odd member reads as empty, a text that is no object as one without members. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/article_ids.hpp"
#include "themes/theme.hpp"

namespace asterism::pipeline {

/// First and last date of a cluster's articles, UTC; both empty when none has a date.
struct DateSpan {
    std::string from, to;
    void extend(std::string_view utc);
    bool operator==(const DateSpan&) const = default;
};

struct ClusterMetadata {
    std::string label;
    std::string label_source;  ///< "builtin", "spacy", "endpoint", "person", ...
    std::vector<themes::Keyword> keywords;
    std::vector<themes::Entity> entities;
    std::vector<ArticleId> representatives;  ///< nearest to the centroid first
    std::vector<std::string> languages;
    DateSpan span;
    std::vector<std::string> sources;
    std::optional<std::string> generated_label, generated_source;  ///< nullopt: no person gave a label

    static constexpr std::string_view kPerson = "person";
    [[nodiscard]] bool by_person() const { return label_source == kPerson && !label.empty(); }

    /// What was parsed and not changed, as it was. Otherwise members that were not changed, or that nobody here knows,
    /// stand as parse found them. Ids are numbers or texts; what is not UTF-8 is written with replacement characters.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static ClusterMetadata parse(const std::string& text);

    bool operator==(const ClusterMetadata&) const = default;

 private:
    std::optional<std::string> read_;  ///< what parse was given
};

/// What a run says of a cluster, as it will be read again: with valid texts, whatever bytes the articles had.
[[nodiscard]] ClusterMetadata cluster_metadata(themes::Theme theme, std::vector<ArticleId> representatives,
                                               DateSpan span);

}  // namespace asterism::pipeline
