/// Judges the terms of one cluster: which are units of language, which mark the cluster, and how well.
///
/// Determinism: every score is a fixed expression of integer counts. Thread safety: const, from any thread once the
/// counts are closed; the counts must outlive it.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "themes/nlp_lexicon.hpp"
#include "themes/term_counts.hpp"
#include "themes/term_score.hpp"

namespace asterism::themes {

/// The stems of a term's key.
[[nodiscard]] std::vector<std::string_view> stems_of(std::string_view key);

/// `inner` is a run of whole stems of `outer`.
[[nodiscard]] bool contains_stems(std::string_view outer, std::string_view inner);

struct TermMark {
    double score = 0;    ///< how much the term marks the cluster; 0 when it does not or is no unit of language
    bool bound = false;  ///< stands always among the same words, or never as a noun chunk: a piece of something longer
};

/// The larger group that a cluster is a part of, itself included.
struct TermGroup {
    const std::unordered_map<TermId, std::uint32_t>& articles_with;  ///< in a form which may be shown; looked up only
    double articles = 0;
};

class TermScorer {
 public:
    /// `lexicon`: of this cluster; nullptr or empty without a language pipeline. `group`: nullptr, or what the cluster
    /// is to be told from beside all others: a term marks it by as much of its share as the rest of the group lacks.
    TermScorer(const TermCounts& counts, std::int32_t label, TermScore kind, const NlpLexicon* lexicon = nullptr,
               const TermGroup* group = nullptr);

    /// Of the cluster's articles.
    [[nodiscard]] double share(const TermCount& term) const { return term.articles / inside_; }
    /// By how much the share inside is above that outside; negative for what is more frequent outside.
    [[nodiscard]] double excess(const TermCount& term) const { return share(term) - outside_share(term); }
    [[nodiscard]] TermMark mark(const TermCount& term) const;

 private:
    /// What the language pipeline says of a term: seen as a noun chunk, never though it is frequent, or nothing.
    enum class Verdict : std::uint8_t { silent, noun, no_noun };
    /// The bare score of its counts, 0 when it is hardly more frequent inside than outside.
    [[nodiscard]] double bare(const TermCount& term) const;
    [[nodiscard]] double outside_share(const TermCount& term) const;
    [[nodiscard]] double own_in_group(const TermCount& term) const;
    [[nodiscard]] double lift(const TermCount& term) const { return share(term) / outside_share(term); }
    [[nodiscard]] Verdict verdict(const TermCount& term) const;
    [[nodiscard]] bool is_free(TermId term) const;
    [[nodiscard]] bool is_phrase(const TermCount& term) const;
    [[nodiscard]] double least_association(const TermCount& term) const;
    [[nodiscard]] double association(TermId whole, TermId left, TermId right) const;
    [[nodiscard]] double association(std::string_view key) const;

    const TermCounts& counts_;
    TermScore kind_;
    const NlpLexicon* lexicon_;
    const TermGroup* group_;
    double inside_;
    double outside_;
    std::uint32_t least_phrase_;
};

}  // namespace asterism::themes
