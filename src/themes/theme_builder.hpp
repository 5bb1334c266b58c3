/// Names every cluster of a run from the titles and summaries of its articles.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "themes/local_nlp_client.hpp"
#include "themes/term_score.hpp"
#include "themes/theme.hpp"

namespace asterism::themes {

struct ThemeOptions {
    int keywords = 10;                    ///< per cluster
    TermScore score = TermScore::ctfidf;  ///< the better one in docs/themes-benchmark.md
    int threads = 0;
};

/// Vectors that let a keyword count the more, the closer it lies to the centroid, and no two say the same.
struct ThemeVectors {
    MatrixView centroids;  ///< clusters x d
    /// Writes terms.size() x d unit rows, zeros for an unknown term. Called from several threads.
    std::function<void(std::span<const std::string> terms, std::span<float> rows)> embed;
};

/// Collects counts article by article, then scores. The result does not depend on the order of `add` calls.
/// Memory: proportional to the number of distinct (cluster, term) pairs, not to the texts.
class ThemeBuilder {
 public:
    /// `clusters`: number of labels.
    explicit ThemeBuilder(std::int32_t clusters, const ThemeOptions& options = {});
    ~ThemeBuilder();
    /// `label` in [0, clusters), or -1 for an article outside every cluster (it counts for the background only).
    void add(std::int32_t label, std::string_view title, std::string_view body);
    /// What a language pipeline found in one article of the cluster; for a sample of its articles.
    void add_spans(std::int32_t label, std::span<const NlpSpan> spans);
    /// The themes of the first `parts` labels, each of which is told from the other labels of its group too, so that
    /// it does not repeat what they have in common. `group`: per label, 0, 1, ... No theme has a label yet.
    [[nodiscard]] std::vector<Theme> name_parts(std::span<const std::int32_t> group, std::size_t parts,
                                                const ThemeVectors* vectors = nullptr,
                                                const Observer& observer = Observer());
    /// No more articles come, and those of label l are those of into[l] from now on, one of so many new labels.
    void merge(std::span<const std::int32_t> into, std::int32_t clusters);
    /// One theme per label. A cluster without any word gets the label "cluster" and no keyword. `vectors` may be
    /// nullptr. Error{interrupted}.
    [[nodiscard]] std::vector<Theme> finish(const ThemeVectors* vectors = nullptr,
                                            const Observer& observer = Observer());

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace asterism::themes
