/// Noun chunks and named entities of texts, from a language pipeline that runs outside this program.
///
/// The seam at which spaCy comes in (`themes/spacy`); tests bring fakes. What it finds refines the built-in candidates:
/// themes are complete without it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asterism/observer.hpp"

namespace asterism::themes {

/// One noun chunk or named entity as it stands in the text.
struct NlpSpan {
    std::string text;
    std::string type;  ///< the entity's label (PERSON, ORG, GPE, ...); empty for a noun chunk
};

struct NlpText {
    std::string title;
    std::string body;
};

class LocalNlpClient {
 public:
    virtual ~LocalNlpClient() = default;
    /// What a theme's label_source says: "spacy".
    [[nodiscard]] virtual std::string name() const = 0;
    /// The spans of every text, in its order; a text that could not be done has none. nullopt: the pipeline does not
    /// work (any more), the caller goes on without it and `problem` says why. Error{interrupted} only.
    [[nodiscard]] virtual std::optional<std::vector<std::vector<NlpSpan>>> extract(std::span<const NlpText> texts,
                                                                                   const Observer& observer) = 0;
    /// For the run's record: versions of the pipeline and what went wrong, empty when nothing did.
    [[nodiscard]] virtual std::string versions() const = 0;
    [[nodiscard]] virtual std::string problem() const = 0;
};

}  // namespace asterism::themes
