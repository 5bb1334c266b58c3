#include "themes/theme_keywords.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace asterism::themes {
namespace {

struct Scored {
    TermId term;
    std::uint32_t articles;
    double score;
    std::string_view surface;
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

std::string padded(std::string_view key) {
    std::string out(1, ' ');
    out.append(key);
    out.push_back(' ');
    return out;
}

/// How often the term is met inside against outside of the cluster, smoothed by half an article.
double lift(const TermCounts& counts, std::int32_t label, const TermCount& term) {
    const auto inside = static_cast<double>(counts.articles(label));
    const auto outside = static_cast<double>(counts.articles() - counts.articles(label));
    const auto outside_with = static_cast<double>(counts.articles_with(term.term) - term.articles);
    return (term.articles / inside) / ((outside_with + 0.5) / (outside + 1.0));
}

/// Normalised pointwise mutual information of a phrase's weakest joint, over the articles; 1 when its parts never part.
double association(const TermCounts& counts, TermId phrase) {
    const std::string_view key = counts.key(phrase);
    const auto n = static_cast<double>(counts.articles());
    const auto both = static_cast<double>(counts.articles_with(phrase));
    double weakest = 1.0;
    for (std::size_t space = key.find(' '); space != key.npos; space = key.find(' ', space + 1)) {
        const auto left = counts.find(key.substr(0, space));
        const auto right = counts.find(key.substr(space + 1));
        if (!left || !right) continue;
        const auto a = static_cast<double>(counts.articles_with(*left));
        const auto b = static_cast<double>(counts.articles_with(*right));
        weakest = std::min(weakest, std::log(both * n / (a * b)) / std::log((n + 1) / both));
    }
    return weakest;
}

class Chooser {
 public:
    Chooser(const TermCounts& counts, std::int32_t label) : counts_(counts) {
        const std::vector<TermCount> terms = counts.of_cluster(label);
        const auto inside = static_cast<double>(counts.articles(label));
        const std::uint32_t least = inside >= 4 ? 2 : 1;
        for (const TermCount& term : terms) {
            const double times = lift(counts, label, term);
            const double share = term.articles / inside;
            const bool phrase = counts.words(term.term) > 1;
            const bool strong = term.articles >= least && times > kLeastLift && !counts.weak(term.term);
            if (phrase &&
                (!strong || term.articles < kLeastPhrase || association(counts, term.term) < kLeastAssociation))
                continue;
            double score = strong ? std::pow(share, kShareExponent) * std::log(times) : 0.0;
            if (phrase) score *= 1.0 + kPhraseBonus * (counts.words(term.term) - 1);
            (strong ? strong_ : rest_).push_back({term.term, term.articles, strong ? score : share, term.surface});
        }
        sort(strong_);
        std::stable_sort(rest_.begin(), rest_.end(), [&](const Scored& a, const Scored& b) {
            return counts_.weak(a.term) != counts_.weak(b.term) ? counts_.weak(b.term) : a.score > b.score;
        });
        for (std::size_t i = 0; i < strong_.size(); ++i) {
            if (counts_.words(strong_[i].term) == 1) continue;
            for (const auto stem : split(counts_.key(strong_[i].term)))
                phrases_[stem].push_back(i);
        }
    }

    std::vector<Keyword> choose(std::size_t count) {
        std::vector<Keyword> out;
        for (const Scored& candidate : strong_) {
            if (out.size() == count) return out;
            const Scored& chosen = fuller(candidate);
            if (is_taken(chosen.term)) continue;
            take(chosen, std::min(candidate.score, out.empty() ? candidate.score : out.back().score), out);
        }
        constexpr std::size_t kAtLeast = 5;
        for (const Scored& candidate : rest_) {
            if (out.size() >= std::min(count, kAtLeast)) break;
            if (is_taken(candidate.term)) continue;
            take(candidate, std::min(1e-3 * candidate.score, out.empty() ? 1.0 : out.back().score), out);
        }
        return out;
    }

 private:
    static constexpr double kLeastLift = 1.5;
    static constexpr double kShareExponent = 0.75;
    static constexpr double kLeastAssociation = 0.3;
    static constexpr std::uint32_t kLeastPhrase = 3;
    static constexpr double kPhraseBonus = 0.3;
    static constexpr double kPhraseShare = 0.4;

    void sort(std::vector<Scored>& terms) const {
        std::stable_sort(terms.begin(), terms.end(),
                         [](const Scored& a, const Scored& b) { return a.score > b.score; });
    }

    /// The phrase that a term mostly stands in, so that "crude" becomes "crude oil".
    [[nodiscard]] const Scored& fuller(const Scored& term) const {
        const Scored* best = &term;
        const auto found = phrases_.find(split(counts_.key(term.term)).front());
        if (found == phrases_.end()) return *best;
        const std::string inner = padded(counts_.key(term.term));
        for (const std::size_t i : found->second) {
            const Scored& phrase = strong_[i];
            if (counts_.words(phrase.term) <= counts_.words(best->term)) continue;
            if (padded(counts_.key(phrase.term)).find(inner) == std::string::npos) continue;
            if (phrase.articles >= kPhraseShare * best->articles) best = &phrase;
        }
        return *best;
    }

    /// Stems count as the same word when one begins with the other and little follows: Korea, Korean.
    static bool alike(std::string_view a, std::string_view b) {
        if (a.size() > b.size()) std::swap(a, b);
        if (a == b) return true;
        return a.size() >= 4 && b.size() - a.size() <= 3 && b.starts_with(a);
    }

    [[nodiscard]] bool is_taken(TermId term) const {
        for (const auto stem : split(counts_.key(term))) {
            for (const auto taken : taken_) {
                if (alike(stem, taken)) return true;
            }
        }
        return false;
    }

    void take(const Scored& term, double score, std::vector<Keyword>& out) {
        out.push_back({std::string(term.surface), score});
        for (const auto stem : split(counts_.key(term.term)))
            taken_.push_back(stem);
    }

    const TermCounts& counts_;
    std::vector<Scored> strong_;
    std::vector<Scored> rest_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> phrases_;  ///< looked up, never walked
    std::vector<std::string_view> taken_;
};

}  // namespace

std::vector<Keyword> choose_keywords(const TermCounts& counts, std::int32_t label, int count) {
    if (counts.articles(label) == 0) return {};
    return Chooser(counts, label).choose(static_cast<std::size_t>(std::max(count, 0)));
}

}  // namespace asterism::themes
