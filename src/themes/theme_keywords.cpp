#include "themes/theme_keywords.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/languages.hpp"
#include "text/unicode.hpp"
#include "themes/keyword_choice.hpp"
#include "themes/marked_terms.hpp"
#include "themes/term_scorer.hpp"

namespace asterism::themes {
namespace {

constexpr double kPartShare = 0.95;      ///< of its articles in which a part stands within the phrase
constexpr std::size_t kAtLeast = 5;      ///< keywords, found among the unmarked words if need be
constexpr std::size_t kPerKeyword = 10;  ///< contenders for each keyword to choose

/// What a reader sees as words of their own: "key" and "escrow" in "key-escrow". Single letters are none.
void add_parts(std::string_view stem, std::vector<std::string_view>& parts) {
    constexpr std::string_view kSigns = "-./_";
    parts.push_back(stem);
    if (stem.find_first_of(kSigns) == stem.npos) return;
    for (std::size_t begin = 0; begin < stem.size();) {
        const std::size_t end = std::min(stem.find_first_of(kSigns, begin), stem.size());
        if (end - begin > 1) parts.push_back(stem.substr(begin, end - begin));
        begin = end + 1;
    }
}

class Candidates {
 public:
    Candidates(const TermCounts& counts, std::int32_t label, MarkedTerms terms)
        : counts_(counts), articles_(counts.articles(label)), terms_(std::move(terms)) {
        for (std::size_t i = 0; i < terms_.marked.size(); ++i) {
            const TermId term = terms_.marked[i].count.term;
            if (counts_.words(term) == 1) continue;
            for (const auto stem : stems_of(counts_.key(term)))
                phrases_[stem].push_back(i);
        }
    }

    /// The `count` terms that mark the cluster best, best first.
    [[nodiscard]] std::vector<Contender> best(std::size_t count) const {
        std::vector<Contender> out;
        for (const MarkedTerm& term : terms_.marked) {
            if (out.size() == count) break;
            if (!is_within(term.count)) out.push_back(contender(term, term.score));
        }
        return out;
    }

    /// What is left, by how much more frequent it is than elsewhere, to fill `chosen` up to `count` where hardly any
    /// term marks the cluster. A word of any stop list only when there is no other at all: the language of short texts
    /// is a guess.
    void fill(std::vector<Contender>& chosen, std::size_t count) const {
        for (const MarkedTerm& candidate : terms_.rest) {
            if (chosen.size() >= count) break;
            const bool says_little = text::stop_word_mask(text::lower(counts_.key(candidate.count.term))) != 0;
            if (says_little && !chosen.empty()) continue;
            Contender more = contender(candidate, 1e-3 * candidate.count.articles / static_cast<double>(articles_));
            if (std::ranges::any_of(chosen, [&](const Contender& c) { return overlap(c.stems, more.stems); })) continue;
            if (!chosen.empty()) more.relevance = std::min(more.relevance, chosen.back().relevance);
            chosen.push_back(std::move(more));
        }
    }

 private:
    /// The term hardly ever stands outside of a phrase that marks the cluster too: "El" of "El Salvador".
    [[nodiscard]] bool is_within(const TermCount& term) const {
        const std::string_view key = counts_.key(term.term);
        const auto found = phrases_.find(stems_of(key).front());
        if (found == phrases_.end()) return false;
        return std::ranges::any_of(found->second, [&](std::size_t i) {
            const TermCount& phrase = terms_.marked[i].count;
            return counts_.words(phrase.term) > counts_.words(term.term) &&
                   contains_stems(counts_.key(phrase.term), key) && phrase.articles >= kPartShare * term.articles;
        });
    }

    [[nodiscard]] Contender contender(const MarkedTerm& term, double relevance) const {
        const std::vector<std::string_view> stems = stems_of(counts_.key(term.count.term));
        Contender out{surface_of(term.count, stems), relevance, {}, {}, term.bound};
        out.stems.assign(term.bases.begin(), term.bases.end());
        for (const auto stem : stems) {
            add_parts(stem, out.stems);
            if (const auto word = counts_.find(stem)) out.words.push_back(*word);
        }
        return out;
    }

    /// Where capitals were forced on every occurrence, each word as it is written elsewhere.
    [[nodiscard]] std::string surface_of(const TermCount& term, const std::vector<std::string_view>& stems) const {
        const std::vector<std::string_view> words = stems_of(term.surface);
        if (term.case_known || words.size() != stems.size()) return std::string(term.surface);
        std::string out;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0) out += ' ';
            out += word_as_written(words[i], stems[i]);
        }
        return out;
    }

    [[nodiscard]] std::string word_as_written(std::string_view word, std::string_view stem) const {
        const auto term = counts_.find(stem);
        const std::string small = text::lower(word);
        const std::string_view written = term ? counts_.written(*term) : std::string_view{};
        if (!written.empty() && text::lower(written) == small) return std::string(written);
        if (!written.empty() && text::lower(written) == written) return small;  // another form of the word is no name
        constexpr std::size_t kAbbreviation = 4;  // letters: longer words all in capitals were shouted
        const bool shouted = word.size() > kAbbreviation &&
                             std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return shouted ? small : std::string(word);
    }

    const TermCounts& counts_;
    std::int64_t articles_;
    MarkedTerms terms_;
    /// By stem, into terms_.marked; looked up, never walked.
    std::unordered_map<std::string_view, std::vector<std::size_t>> phrases_;
};

}  // namespace

std::vector<Keyword> choose_keywords(const TermCounts& counts, const WordWindows& windows, std::int32_t label,
                                     const NlpLexicon& lexicon, std::span<const std::string> languages,
                                     const ThemeOptions& options, const ThemeVectors* vectors, const TermGroup* group) {
    if (counts.articles(label) == 0) return {};
    const auto count = static_cast<std::size_t>(std::max(options.keywords, 0));
    const TermScorer scorer(counts, label, options.score, &lexicon, group);
    const Candidates candidates(counts, label, mark_terms(counts, label, scorer, languages));
    std::vector<Contender> best = choose_together(candidates.best(count * kPerKeyword), count, windows, label, vectors);
    candidates.fill(best, std::min(count, kAtLeast));
    std::vector<Keyword> chosen;
    for (Contender& contender : best)
        chosen.push_back({std::move(contender.term), contender.relevance});
    return chosen;
}

}  // namespace asterism::themes
