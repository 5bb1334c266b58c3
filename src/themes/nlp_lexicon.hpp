/// What a language pipeline found in a sample of one cluster's articles: which phrases are noun chunks, and the
/// entities.
///
/// Determinism: counts only; independent of the order of `add`. Thread safety: const calls from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themes/local_nlp_client.hpp"
#include "themes/theme.hpp"

namespace asterism::themes {

class NlpLexicon {
 public:
    /// The spans of one more article of the sample.
    void add(std::span<const NlpSpan> spans);
    /// Those of another sample, too.
    void add(const NlpLexicon& other);

    [[nodiscard]] std::int64_t articles() const { return articles_; }
    /// In how many of them the phrase was a noun chunk, an entity, or the end of one ("bank governor" of "central bank
    /// governor"). Compared without regard to case.
    [[nodiscard]] std::int64_t articles_with(std::string_view phrase) const;
    /// Most frequent first, then by text; one that is the end of a longer one and not more than twice as frequent
    /// counts towards that ("Volcker" towards "Paul Volcker").
    [[nodiscard]] std::vector<Entity> entities(std::size_t most) const;

 private:
    struct Named {
        std::map<std::string, std::int64_t> surfaces;
        std::map<std::string, std::int64_t> types;
        std::int64_t articles = 0;
    };
    std::int64_t articles_ = 0;
    std::map<std::string, std::int64_t, std::less<>> phrases_;  ///< lower case
    std::map<std::string, Named, std::less<>> named_;           ///< lower case
};

}  // namespace asterism::themes
