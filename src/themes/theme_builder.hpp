/// Names every cluster of a run from the titles and summaries of its articles.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/observer.hpp"

namespace asterism::themes {

struct Keyword {
    std::string term;  ///< in its most frequent surface form
    double score = 0;  ///< how much the term marks this cluster against the others, > 0; descending
};

struct Entity {
    std::string text;
    std::string type;  ///< PERSON, ORG, GPE, ... as the source of candidates calls it; empty when it does not know
    std::int64_t count = 0;
};

struct Theme {
    std::string label;              ///< two to four words
    std::string label_source;       ///< "builtin", "spacy", "person", ...
    std::vector<Keyword> keywords;  ///< ten where the texts allow, at least five unless there are fewer words
    std::vector<Entity> entities;
    std::vector<std::string> languages;  ///< ISO 639-1 codes of the texts, most frequent first
};

/// Words and phrases a source of candidates found in one text. The seam at which spaCy comes in; the built-in source is
/// `builtin_nlp_client()`, tests bring fakes.
class LocalNlpClient {
 public:
    struct Candidate {
        std::string key;      ///< what counts as the same term (stems joined by a space)
        std::string surface;  ///< how it stood in the text
        int words = 1;
        bool case_known =
            true;  ///< false where capitals were forced (headline, sentence start): another surface counts more
        bool weak = false;      ///< shown only when a cluster has nothing better
        bool in_title = false;  ///< it stood in the title
        /// One bit each for the word before and the word after, by its hash; 0 when the source knows the term to be
        /// whole (a noun chunk, an entity). A run of words that always has the same neighbour is a piece of something
        /// longer.
        std::uint64_t left = 0;
        std::uint64_t right = 0;
    };
    virtual ~LocalNlpClient() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// Candidates of one article in the order of the text, repeated as often as they occur. Called from one thread.
    virtual void candidates(std::string_view title, std::string_view summary, std::vector<Candidate>& out) = 0;
    /// ISO 639-1 code of the article last given to `candidates`; empty when not known.
    [[nodiscard]] virtual std::string_view language() const { return {}; }
};

[[nodiscard]] std::unique_ptr<LocalNlpClient> builtin_nlp_client();

struct ThemeOptions {
    int keywords = 10;  ///< per cluster
    int threads = 0;
};

/// Collects counts article by article, then scores. The result does not depend on the order of `add` calls.
/// Memory: proportional to the number of distinct (cluster, term) pairs, not to the texts.
class ThemeBuilder {
 public:
    /// `clusters`: number of labels; `nlp` must outlive the builder.
    ThemeBuilder(std::int32_t clusters, LocalNlpClient& nlp, const ThemeOptions& options = {});
    ~ThemeBuilder();
    /// `label` in [0, clusters), or -1 for an article outside every cluster (it counts for the background only).
    void add(std::int32_t label, std::string_view title, std::string_view summary);
    /// One theme per label. A cluster without any word gets the label "cluster" and no keyword. Error{interrupted}.
    [[nodiscard]] std::vector<Theme> finish(const Observer& observer = Observer());

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace asterism::themes
