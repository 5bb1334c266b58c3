#include "themes/term_scorer.hpp"

#include <algorithm>
#include <cmath>

#include "text/unicode.hpp"

namespace asterism::themes {
namespace {

// Chosen by reading the keywords of real news, postings and package descriptions; none is critical by itself.
constexpr double kLeastLift = 1.5;           ///< a marking word is that much more frequent inside than outside
constexpr double kPhraseBonus = 0.3;         ///< for every word after the first: phrases say more
constexpr double kLeastAssociation = 0.3;    ///< normalised pointwise mutual information of a phrase's parts
constexpr double kWeakAssociation = 0.5;     ///< the same when one part is a weak word: "new york", not "new plan"
constexpr double kTitleShare = 0.05;         ///< of a phrase's articles: so often a subject stands in a title
constexpr double kLeastPhraseShare = 0.015;  ///< of the cluster's articles
constexpr std::uint32_t kLeastPhraseArticles = 3;
constexpr double kTitleBonus = 0.2;        ///< for a term that stands in the title wherever it occurs
constexpr std::int64_t kNounArticles = 2;  ///< of the sample with the term as a noun chunk: it is a unit
constexpr double kMissedArticles = 4.0;    ///< of the sample that should have it, and never as a noun chunk: it is none
constexpr double kNever = 2.0;             ///< more than any association
constexpr double kBoundPart = 0.35;        ///< what a word counts that always stands among the same words

bool is_name(const TermCount& term) {
    const std::string_view last = term.surface.substr(term.surface.rfind(' ') + 1);
    return term.case_known && text::begins_upper(term.surface) && text::begins_upper(last);
}

}  // namespace

std::vector<std::string_view> stems_of(std::string_view key) {
    std::vector<std::string_view> stems;
    for (std::size_t begin = 0; begin < key.size();) {
        const std::size_t end = std::min(key.find(' ', begin), key.size());
        stems.push_back(key.substr(begin, end - begin));
        begin = end + 1;
    }
    return stems;
}

bool contains_stems(std::string_view outer, std::string_view inner) {
    for (std::size_t at = outer.find(inner); at != outer.npos; at = outer.find(inner, at + 1)) {
        const std::size_t end = at + inner.size();
        if ((at == 0 || outer[at - 1] == ' ') && (end == outer.size() || outer[end] == ' ')) return true;
    }
    return false;
}

TermScorer::TermScorer(const TermCounts& counts, std::int32_t label, TermScore kind, const NlpLexicon* lexicon,
                       const TermGroup* group)
    : counts_(counts),
      kind_(kind),
      lexicon_(lexicon),
      group_(group),
      inside_(static_cast<double>(counts.articles(label))),
      outside_(static_cast<double>(counts.articles()) - inside_),
      least_phrase_(
          std::max(kLeastPhraseArticles, static_cast<std::uint32_t>(std::ceil(kLeastPhraseShare * inside_)))) {}

double TermScorer::bare(const TermCount& term) const {
    if (lift(term) < kLeastLift) return 0.0;
    return std::max(0.0, score_term(kind_, {.both = static_cast<double>(term.articles),
                                            .term = static_cast<double>(counts_.articles_showing(term.term)),
                                            .cluster = inside_,
                                            .all = inside_ + outside_,
                                            .clusters = static_cast<double>(counts_.clusters())}));
}

TermMark TermScorer::mark(const TermCount& term) const {
    const std::uint32_t least = inside_ >= 4 ? 2 : 1;
    if (term.articles < least || counts_.is_everywhere(term.term)) return {};
    const int words = counts_.words(term.term);
    const Verdict said = verdict(term);
    const bool free = said == Verdict::noun || is_free(term.term);
    if (words > 1 && said == Verdict::no_noun) return {};
    if (words > 1 && said == Verdict::silent && (!(free || is_name(term)) || !is_phrase(term))) return {};
    const double titles = static_cast<double>(term.titles) / term.articles;
    const bool bound = said == Verdict::no_noun || !free;
    return {bare(term) * own_in_group(term) * (1.0 + kTitleBonus * titles) *
                (bound ? kBoundPart : 1.0 + kPhraseBonus * (words - 1)),
            bound};
}

TermScorer::Verdict TermScorer::verdict(const TermCount& term) const {
    if (lexicon_ == nullptr || lexicon_->articles() == 0) return Verdict::silent;
    const auto nouns = lexicon_->articles_with(term.surface);
    if (nouns >= kNounArticles && term.articles >= least_phrase_) return Verdict::noun;
    const double expected = share(term) * static_cast<double>(lexicon_->articles());
    return nouns == 0 && expected >= kMissedArticles ? Verdict::no_noun : Verdict::silent;
}

/// Smoothed by half an article.
double TermScorer::outside_share(const TermCount& term) const {
    const auto outside_with = static_cast<double>(counts_.articles_showing(term.term) - term.articles);
    return (outside_with + 0.5) / (outside_ + 1.0);
}

/// [0, 1]: which part of its share goes beyond that in the rest of the group, smoothed likewise; 1 without a group.
double TermScorer::own_in_group(const TermCount& term) const {
    if (group_ == nullptr) return 1.0;
    const double rest_with = static_cast<double>(group_->articles_with.at(term.term) - term.articles) + 0.5;
    const double rest_share = rest_with / (group_->articles - inside_ + 1.0);
    return std::max(0.0, 1.0 - rest_share / share(term));
}

/// What stands around it varies, as for a free unit of language. Otherwise it is a piece of something longer: of a
/// name, or of a sentence that many articles repeat (boilerplate, signatures, quotations).
bool TermScorer::is_free(TermId term) const {
    const auto articles = static_cast<double>(counts_.articles_with(term));
    return counts_.neighbours(term) >= 1.0 + 0.5 * std::log2(articles);
}

/// The words belong together: they meet more often than chance would have it.
bool TermScorer::is_phrase(const TermCount& term) const {
    return term.articles >= least_phrase_ && association(counts_.key(term.term)) >= least_association(term);
}

/// A weak word asks for more, unless it is one of those that subjects are made of and the phrase stands in titles; a
/// phrase of weak words alone has to stand there anyway.
double TermScorer::least_association(const TermCount& term) const {
    const std::vector<std::string_view> stems = stems_of(counts_.key(term.term));
    std::size_t weak = 0;
    std::size_t parts = 0;
    for (const auto stem : stems) {
        const auto word = counts_.find(stem);
        if (!word) continue;
        weak += counts_.weak(*word) || counts_.is_part(*word) ? 1 : 0;
        parts += counts_.is_part(*word) ? 1 : 0;
    }
    const bool titled = term.titles >= kTitleShare * term.articles;
    if (weak == stems.size() && !titled) return kNever;
    return weak == 0 || (weak == parts && weak < stems.size() && titled) ? kLeastAssociation : kWeakAssociation;
}

/// The association at the phrase's weakest joint. Function words inside are not counted: "bill of rights" has one
/// joint.
double TermScorer::association(std::string_view key) const {
    const TermId whole = *counts_.find(key);
    double weakest = 1.0;
    for (std::size_t space = key.find(' '); space != key.npos; space = key.find(' ', space + 1)) {
        const auto left = counts_.find(key.substr(0, space));
        auto right = counts_.find(key.substr(space + 1));
        for (std::size_t next = space; left && !right && (next = key.find(' ', next + 1)) != key.npos;)
            right = counts_.find(key.substr(next + 1));
        if (left && right) weakest = std::min(weakest, association(whole, *left, *right));
    }
    return weakest;
}

/// Normalised pointwise mutual information of having both parts, over all articles and one without them. Where one part
/// is in most articles that says nothing: there over the words of the texts, how often one follows the other.
double TermScorer::association(TermId whole, TermId left, TermId right) const {
    const auto npmi = [](std::int64_t both, std::int64_t one, std::int64_t other, double all) {
        const auto meetings = static_cast<double>(both);
        const double chance = static_cast<double>(one) * static_cast<double>(other) / all;
        return std::log(meetings / chance) / std::log(all / meetings);
    };
    const double n = inside_ + outside_ + 1;
    const std::int64_t one = counts_.articles_with(left);
    const std::int64_t other = counts_.articles_with(right);
    if (static_cast<double>(2 * std::max(one, other)) < n) return npmi(counts_.articles_with(whole), one, other, n);
    return npmi(counts_.occurrences(whole), counts_.occurrences(left), counts_.occurrences(right),
                static_cast<double>(counts_.occurrences() + 1));
}

}  // namespace asterism::themes
