#include "themes/theme_keywords.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "text/unicode.hpp"

namespace asterism::themes {
namespace {

// Chosen by reading the keywords of real news, postings and package descriptions; none is critical by itself.
constexpr double kLeastLift = 1.5;           ///< a marking word is that much more frequent inside than outside
constexpr double kShareExponent = 0.75;      ///< below 1: a rarer word with a high lift may beat a common one
constexpr double kPhraseBonus = 0.25;        ///< for every word after the first: phrases say more
constexpr double kReplacingShare = 0.4;      ///< of a word's articles in which a phrase must hold it to replace it
constexpr double kLeastAssociation = 0.3;    ///< normalised pointwise mutual information of a phrase's parts
constexpr double kWeakAssociation = 0.5;     ///< the same when one part is a weak word: "new york", not "new plan"
constexpr double kLeastPhraseShare = 0.015;  ///< of the cluster's articles
constexpr std::uint32_t kLeastPhraseArticles = 3;
constexpr double kTitleBonus = 0.6;  ///< for a term that stands in the title wherever it occurs
constexpr double kBoundPart = 0.35;  ///< what a word counts that always stands among the same words
constexpr std::size_t kAtLeast = 5;  ///< keywords, found among the unmarked words if need be

struct Scored {
    TermCount count;
    double score;
};

std::vector<std::string_view> split(std::string_view key) {
    std::vector<std::string_view> stems;
    for (std::size_t begin = 0; begin < key.size();) {
        const std::size_t end = std::min(key.find(' ', begin), key.size());
        stems.push_back(key.substr(begin, end - begin));
        begin = end + 1;
    }
    return stems;
}

/// `inner` is a run of whole stems of `outer`.
bool contains(std::string_view outer, std::string_view inner) {
    for (std::size_t at = outer.find(inner); at != outer.npos; at = outer.find(inner, at + 1)) {
        const std::size_t end = at + inner.size();
        if ((at == 0 || outer[at - 1] == ' ') && (end == outer.size() || outer[end] == ' ')) return true;
    }
    return false;
}

std::string lower(std::string_view word) {
    std::string out;
    text::append_lower(word, out);
    return out;
}

/// Stems that a reader takes for one word: Korea and Korean, aluminium and aluminum.
bool alike(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (same == a.size() && (same == b.size() || (same >= 4 && b.size() - same <= 3))) return true;
    return same >= 6 && b.size() - same <= 3;
}

class Scorer {
 public:
    Scorer(const TermCounts& counts, std::int32_t label)
        : counts_(counts),
          inside_(static_cast<double>(counts.articles(label))),
          outside_(static_cast<double>(counts.articles()) - inside_),
          least_phrase_(
              std::max(kLeastPhraseArticles, static_cast<std::uint32_t>(std::ceil(kLeastPhraseShare * inside_)))) {}

    [[nodiscard]] double share(const TermCount& term) const { return term.articles / inside_; }

    /// How much the term marks the cluster; 0 when it does not.
    [[nodiscard]] double mark(const TermCount& term) const {
        const std::uint32_t least = inside_ >= 4 ? 2 : 1;
        const double times = lift(term);
        if (term.articles < least || times < kLeastLift || counts_.weak(term.term)) return 0.0;
        const int words = counts_.words(term.term);
        const bool free = is_free(term.term);
        if (words > 1 && (!(free || is_name(term)) || !is_phrase(term))) return 0.0;
        const double titles = static_cast<double>(term.titles) / term.articles;
        const double score = std::pow(share(term), kShareExponent) * std::log(times) * (1.0 + kTitleBonus * titles);
        return score * (free ? 1.0 + kPhraseBonus * (words - 1) : kBoundPart);
    }

 private:
    /// How often the term is met inside against outside of the cluster, smoothed by half an article.
    [[nodiscard]] double lift(const TermCount& term) const {
        const auto outside_with = static_cast<double>(counts_.articles_with(term.term) - term.articles);
        return share(term) / ((outside_with + 0.5) / (outside_ + 1.0));
    }

    /// What stands around it varies, as for a free unit of language. Otherwise it is a piece of something longer: of a
    /// name, or of a sentence that many articles repeat (boilerplate, signatures, quotations).
    [[nodiscard]] bool is_free(TermId term) const {
        const auto articles = static_cast<double>(counts_.articles_with(term));
        return counts_.neighbours(term) >= 1.0 + 0.5 * std::log2(articles);
    }

    static bool is_name(const TermCount& term) {
        const std::string_view last = term.surface.substr(term.surface.rfind(' ') + 1);
        return term.case_known && begins_upper(term.surface) && begins_upper(last);
    }

    static bool begins_upper(std::string_view word) {
        std::size_t position = 0;
        return !word.empty() && text::is_upper(text::next_code_point(word, position));
    }

    /// The words belong together: they meet more often than chance would have it.
    [[nodiscard]] bool is_phrase(const TermCount& term) const {
        if (term.articles < least_phrase_) return false;
        const std::string_view key = counts_.key(term.term);
        double least = kLeastAssociation;
        for (const auto stem : split(key)) {
            const auto word = counts_.find(stem);
            if (word && counts_.weak(*word)) least = kWeakAssociation;
        }
        return association(key) >= least;
    }

    /// Normalised pointwise mutual information at the phrase's weakest joint, over all articles.
    [[nodiscard]] double association(std::string_view key) const {
        const double n = inside_ + outside_;
        const auto both = static_cast<double>(counts_.articles_with(*counts_.find(key)));
        double weakest = 1.0;
        for (std::size_t space = key.find(' '); space != key.npos; space = key.find(' ', space + 1)) {
            const auto left = counts_.find(key.substr(0, space));
            const auto right = counts_.find(key.substr(space + 1));
            if (!left || !right) continue;  // a function word: not counted
            const auto product =
                static_cast<double>(counts_.articles_with(*left)) * static_cast<double>(counts_.articles_with(*right));
            weakest = std::min(weakest, std::log(both * n / product) / std::log((n + 1) / both));
        }
        return weakest;
    }

    const TermCounts& counts_;
    double inside_;
    double outside_;
    std::uint32_t least_phrase_;
};

class Chooser {
 public:
    Chooser(const TermCounts& counts, std::int32_t label) : counts_(counts), terms_(counts.of_cluster(label)) {
        const Scorer scorer(counts, label);
        for (const TermCount& term : terms_) {
            const double mark = scorer.mark(term);
            if (mark > 0)
                marked_.push_back({term, mark});
            else if (counts.words(term.term) == 1)
                rest_.push_back({term, scorer.share(term)});
        }
        // Terms come ordered by key, so that a stable sort breaks ties by it.
        const auto better = [](const Scored& a, const Scored& b) { return a.score > b.score; };
        std::stable_sort(marked_.begin(), marked_.end(), better);
        std::stable_sort(rest_.begin(), rest_.end(), better);
        std::stable_partition(rest_.begin(), rest_.end(), [&](const Scored& s) { return !counts_.weak(s.count.term); });
        for (std::size_t i = 0; i < marked_.size(); ++i) {
            if (counts_.words(marked_[i].count.term) == 1) continue;
            for (const auto stem : split(counts_.key(marked_[i].count.term)))
                phrases_[stem].push_back(i);
        }
    }

    std::vector<Keyword> choose(std::size_t count) {
        for (const Scored& candidate : marked_) {
            if (out_.size() == count) break;
            take(fuller(candidate), candidate.score);
        }
        for (const Scored& candidate : rest_) {
            if (out_.size() >= std::min(count, kAtLeast)) break;
            take(candidate, 1e-3 * candidate.score);
        }
        return std::move(out_);
    }

 private:
    /// The phrase that a term mostly stands in, so that "crude" becomes "crude oil".
    [[nodiscard]] const Scored& fuller(const Scored& term) const {
        const Scored* best = &term;
        const auto found = phrases_.find(split(counts_.key(term.count.term)).front());
        if (found == phrases_.end()) return *best;
        for (const std::size_t i : found->second) {
            const Scored& phrase = marked_[i];
            if (counts_.words(phrase.count.term) <= counts_.words(best->count.term)) continue;
            if (!contains(counts_.key(phrase.count.term), counts_.key(best->count.term))) continue;
            if (phrase.count.articles >= kReplacingShare * best->count.articles) best = &phrase;
        }
        return *best;
    }

    [[nodiscard]] bool is_taken(const std::vector<std::string_view>& stems) const {
        return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
            return std::any_of(taken_.begin(), taken_.end(),
                               [&](std::string_view taken) { return alike(stem, taken); });
        });
    }

    void take(const Scored& chosen, double score) {
        const std::vector<std::string_view> stems = split(counts_.key(chosen.count.term));
        if (is_taken(stems)) return;
        taken_.insert(taken_.end(), stems.begin(), stems.end());
        const double shown = out_.empty() ? score : std::min(score, out_.back().score);
        out_.push_back({surface_of(chosen.count, stems), shown});
    }

    /// Where capitals were forced on every occurrence, each word as it is written elsewhere.
    [[nodiscard]] std::string surface_of(const TermCount& term, const std::vector<std::string_view>& stems) const {
        const std::vector<std::string_view> words = split(term.surface);
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
        const std::string small = lower(word);
        const std::string_view written = term ? counts_.written(*term) : std::string_view{};
        if (!written.empty() && lower(written) == small) return std::string(written);
        if (!written.empty() && lower(written) == written) return small;  // another form of the word is no name
        constexpr std::size_t kAbbreviation = 4;  // letters: longer words all in capitals were shouted
        const bool shouted = word.size() > kAbbreviation &&
                             std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return shouted ? small : std::string(word);
    }

    const TermCounts& counts_;
    std::vector<TermCount> terms_;  ///< ordered by key
    std::vector<Scored> marked_;
    std::vector<Scored> rest_;
    std::unordered_map<std::string_view, std::vector<std::size_t>>
        phrases_;  ///< by stem, into marked_; looked up, never walked
    std::vector<std::string_view> taken_;
    std::vector<Keyword> out_;
};

}  // namespace

std::vector<Keyword> choose_keywords(const TermCounts& counts, std::int32_t label, int count) {
    if (counts.articles(label) == 0) return {};
    return Chooser(counts, label).choose(static_cast<std::size_t>(std::max(count, 0)));
}

}  // namespace asterism::themes
