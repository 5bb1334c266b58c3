/// The stage that names a run's clusters from the texts of their articles.
///
/// One pass over the articles counts terms, per story where there are some, and sums give those of clusters and themes;
/// a sample of each cluster goes to a language pipeline where one is given; labels of clusters may then be written by
/// an endpoint. A story is told from its cluster by what the others in it lack, and no two labels of a run are alike,
/// whatever their layer: a cluster's comes before a story's, and that before a theme's. Neither can fail the run: the
/// built-in themes stand, and the record says what went wrong. Memory: the counts, and the sampled texts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/observer.hpp"
#include "pipeline/naming/cluster_metadata.hpp"
#include "pipeline/naming/label_writing.hpp"
#include "store/reader_db_client.hpp"
#include "themes/local_nlp_client.hpp"
#include "themes/spacy/spacy_client.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::pipeline {

struct ThemeSettings {
    bool with_spacy = false;
    themes::SpacyOptions spacy;
    int sample = 50;         ///< articles of each cluster for spaCy: most probable first, then by id
    LabelEndpoint endpoint;  ///< without a URL: no endpoint is asked
    themes::TermScore score = themes::TermScore::ctfidf;
    int threads = 0;
};

/// The clusters to name, and the stories and themes around them. Rows that were not rejected count for the background;
/// equally probable ones are sampled by id.
struct ThemeTask {
    const store::Assignments& rows;
    std::span<const store::RunCluster> clusters;              ///< by label; without centroids no vectors are used
    std::span<const std::vector<ArticleId>> representatives;  ///< by label
    KeepsLabel keeps_label = {};                              ///< labels that no endpoint is asked for
    bool made_here = true;  ///< false: vectors from elsewhere, whatever was recorded of them once
    std::span<const store::RunCluster> layers = {};                      ///< as in RunResult
    std::span<const std::vector<ArticleId>> layer_representatives = {};  ///< likewise
};

struct ThemeRecord {
    std::string source;    ///< "builtin" or "spacy"
    std::string score;     ///< "npmi" or "ctfidf"
    std::string versions;  ///< of the language pipeline
    std::string problem;   ///< why it was not used, or what it could not do
    std::int64_t sampled = 0;
    double sample_seconds = 0;                    ///< of the language pipeline
    std::int64_t unread_dates = 0;                ///< articles of clusters whose date was not understood
    bool with_vectors = false;                    ///< keywords were weighed by their closeness to the centroid
    std::optional<themes::LabelRecord> endpoint;  ///< nullopt without one
};

struct NamedThemes {
    std::vector<ClusterMetadata> clusters;  ///< by label
    std::vector<ClusterMetadata> layers;    ///< as in the task
    ThemeRecord record;
};

/// The source of noun chunks and names that the settings want; nullptr for the built-in one alone. Nothing is started.
[[nodiscard]] std::unique_ptr<themes::LocalNlpClient> language_pipeline(const ThemeSettings& settings);

/// `pipeline` may be nullptr; it is gone before labels are written. Error{interrupted}; whatever the store throws.
[[nodiscard]] NamedThemes name_clusters(store::ReaderDBClient& client, const ThemeTask& task,
                                        const ThemeSettings& settings, std::unique_ptr<themes::LocalNlpClient> pipeline,
                                        const Observer& observer);

}  // namespace asterism::pipeline
