/// How often words stand near each other in the texts of a cluster: what tells a theme from a list of marked words.
///
/// Memory: 8 bytes for every content word of every clustered article. Determinism: integer counts, independent of the
/// order of `add`. Thread safety: const calls from any thread. Source of the measure: Bouma, "Normalized (Pointwise)
/// Mutual Information in Collocation Extraction", GSCL 2009, on windows as in Röder, Both, Hinneburg, "Exploring the
/// Space of Topic Coherence Measures", WSDM 2015 (C_NPMI).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace asterism::themes {

/// One content word of an article: its term, and its place among all words of the text.
struct WordAt {
    std::uint32_t term;
    std::uint32_t place;
};

class WordWindows {
 public:
    static constexpr std::uint32_t kWindow = 10;  ///< words

    explicit WordWindows(std::int32_t clusters) : articles_(static_cast<std::size_t>(clusters)) {}

    /// One article; `length`: all its words, function words too. `label` -1 counts for the background only.
    void add(std::int32_t label, std::span<const WordAt> words, std::uint64_t length);

    /// From now on the articles of label l are those of into[l], one of so many new labels.
    void merge(std::span<const std::int32_t> into, std::int32_t clusters);

    /// terms.size() x terms.size(), symmetric: in [-1, 1] how much more often two terms stand within kWindow words of
    /// each other in the cluster's articles than chance in all articles would have it; -1 for never.
    [[nodiscard]] std::vector<float> associations(std::int32_t label, std::span<const std::uint32_t> terms) const;

 private:
    struct Article {
        std::uint64_t begin;  ///< of words_
        std::uint64_t end;
    };
    std::vector<WordAt> words_;
    std::vector<std::vector<Article>> articles_;  ///< by label
    std::vector<std::uint64_t> frequency_;        ///< by term, in all articles
    std::uint64_t length_ = 0;
};

}  // namespace asterism::themes
