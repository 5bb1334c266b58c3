#include "themes/theme_keywords.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/unicode.hpp"
#include "themes/term_scorer.hpp"

namespace asterism::themes {
namespace {

// Chosen by reading the keywords of real news, postings and package descriptions.
constexpr double kReplacingShare = 0.4;   ///< of a word's articles in which a phrase must hold it to replace it
constexpr std::size_t kAtLeast = 5;       ///< keywords, found among the unmarked words if need be
constexpr std::size_t kPerKeyword = 8;    ///< contenders for each keyword to choose
constexpr double kClosenessWeight = 0.5;  ///< of the relevance that a vector across the centroid takes away
constexpr double kCoherence = 3.0;  ///< weight of standing near what is chosen, against relevance (benchmarks/themes)
constexpr double kSameness = 0.25;  ///< weight of saying the same as what is chosen

struct Scored {
    TermCount count;
    double score;
    bool bound = false;
};

/// Stems that a reader takes for one word: Korea and Korean, aluminium and aluminum.
bool alike(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (same == a.size() && (same == b.size() || (same >= 4 && b.size() - same <= 3))) return true;
    return same >= 6 && b.size() - same <= 3;
}

/// A term on its way to be shown: how well it marks the cluster, and the words it would show.
struct Contender {
    std::string term;
    double relevance;
    std::vector<TermId> words;  ///< its words that are terms themselves
    bool bound = false;         ///< standing near others is no merit of its own
};

class Chooser {
 public:
    Chooser(const TermCounts& counts, std::int32_t label, TermScore kind, const NlpLexicon& lexicon)
        : counts_(counts), terms_(counts.of_cluster(label)) {
        const TermScorer scorer(counts, label, kind, &lexicon);
        for (const TermCount& term : terms_) {
            const TermMark mark = scorer.mark(term);
            if (mark.score > 0)
                marked_.push_back({term, mark.score, mark.bound});
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
            for (const auto stem : stems_of(counts_.key(marked_[i].count.term)))
                phrases_[stem].push_back(i);
        }
    }

    /// The best `count` terms that mark the cluster, no two with a common stem, best first.
    std::vector<Contender> shortlist(std::size_t count) {
        for (const Scored& candidate : marked_) {
            if (out_.size() == count) break;
            take(fuller(candidate), candidate.score);
        }
        return std::move(out_);
    }

    /// What is left, most frequent first, to fill `chosen` up to `count` where hardly any term marks the cluster.
    void fill(std::vector<Keyword>& chosen, std::size_t count) {
        out_.clear();
        for (const Scored& candidate : rest_) {
            if (chosen.size() + out_.size() >= count) break;
            take(candidate, 1e-3 * candidate.score);
        }
        for (auto& [term, score, words, bound] : out_)
            chosen.push_back({std::move(term), chosen.empty() ? score : std::min(score, chosen.back().score)});
    }

 private:
    /// The phrase that a term mostly stands in, so that "crude" becomes "crude oil".
    [[nodiscard]] const Scored& fuller(const Scored& term) const {
        const Scored* best = &term;
        const auto found = phrases_.find(stems_of(counts_.key(term.count.term)).front());
        if (found == phrases_.end()) return *best;
        for (const std::size_t i : found->second) {
            const Scored& phrase = marked_[i];
            if (counts_.words(phrase.count.term) <= counts_.words(best->count.term)) continue;
            if (!contains_stems(counts_.key(phrase.count.term), counts_.key(best->count.term))) continue;
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
        const std::vector<std::string_view> stems = stems_of(counts_.key(chosen.count.term));
        if (is_taken(stems)) return;
        taken_.insert(taken_.end(), stems.begin(), stems.end());
        out_.push_back({surface_of(chosen.count, stems), score, {}, chosen.bound});
        for (const auto stem : stems) {
            if (const auto word = counts_.find(stem)) out_.back().words.push_back(*word);
        }
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
    std::vector<TermCount> terms_;  ///< ordered by key
    std::vector<Scored> marked_;
    std::vector<Scored> rest_;
    std::unordered_map<std::string_view, std::vector<std::size_t>>
        phrases_;  ///< by stem, into marked_; looked up, never walked
    std::vector<std::string_view> taken_;
    std::vector<Contender> out_;
};

double dot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

/// Multiplies each relevance by how close the term's vector is to the centroid.
void weigh_by_closeness(std::vector<Contender>& contenders, const ThemeVectors& vectors, std::size_t label,
                        std::vector<float>& rows) {
    std::vector<std::string> terms;
    for (const Contender& contender : contenders)
        terms.push_back(contender.term);
    const std::size_t width = vectors.centroids.cols;
    rows.resize(terms.size() * width);
    vectors.embed(terms, rows);
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        const double closeness =
            std::max(0.0, dot(std::span(rows).subspan(i * width, width), vectors.centroids[label]));
        contenders[i].relevance *= 1.0 - kClosenessWeight + kClosenessWeight * closeness;
    }
}

/// Chooses one after the other, first what is most relevant and central (so that a small group of words that come
/// together does not take the place of what most articles are about): relevant by itself, standing near what is chosen
/// already, and (where there are vectors) not saying the same once more. The last is maximal marginal relevance:
/// Carbonell, Goldstein, "The Use of MMR, Diversity-Based Reranking ...", SIGIR 1998.
class Ranking {
 public:
    Ranking(std::vector<Contender> contenders, const WordWindows& windows, std::int32_t label,
            const ThemeVectors* vectors)
        : contenders_(std::move(contenders)),
          chosen_(contenders_.size(), false),
          together_(contenders_.size(), 0.0),
          nearest_(contenders_.size(), 0.0) {
        if (vectors != nullptr) {
            weigh_by_closeness(contenders_, *vectors, static_cast<std::size_t>(label), rows_);
            width_ = vectors->centroids.cols;
        }
        for (const Contender& contender : contenders_)
            best_ = std::max(best_, contender.relevance);
        associate(windows, label);
    }

    std::vector<Contender> choose(std::size_t count) {
        std::vector<Contender> out;
        while (out.size() < std::min(count, contenders_.size())) {
            const std::size_t next = best_next(out.size());
            chosen_[next] = true;
            out.push_back(contenders_[next]);
            for (std::size_t i = 0; i < contenders_.size(); ++i) {
                together_[i] += pairs_[i * contenders_.size() + next];
                if (width_ > 0) nearest_[i] = std::max(nearest_[i], dot(row(i), row(next)));
            }
        }
        std::ranges::stable_sort(out, std::ranges::greater(), &Contender::relevance);
        return out;
    }

 private:
    /// pairs_[i, j]: mean association of the words of contender i with those of j.
    void associate(const WordWindows& windows, std::int32_t label) {
        std::vector<std::uint32_t> words;
        for (const Contender& contender : contenders_)
            words.insert(words.end(), contender.words.begin(), contender.words.end());
        const std::vector<float> all = windows.associations(label, words);
        const std::size_t count = contenders_.size();
        pairs_.assign(count * count, 0.0);
        std::size_t first_i = 0;
        for (std::size_t i = 0; i < count; first_i += contenders_[i++].words.size()) {
            std::size_t first_j = 0;
            for (std::size_t j = 0; j < count; first_j += contenders_[j++].words.size()) {
                double sum = 0;
                for (std::size_t a = 0; a < contenders_[i].words.size(); ++a) {
                    for (std::size_t b = 0; b < contenders_[j].words.size(); ++b)
                        sum += static_cast<double>(all[(first_i + a) * words.size() + first_j + b]);
                }
                const auto pairs = static_cast<double>(contenders_[i].words.size() * contenders_[j].words.size());
                const double mean = pairs > 0 ? sum / pairs : 0.0;
                pairs_[i * count + j] = contenders_[i].bound && contenders_[j].bound ? std::min(mean, 0.0) : mean;
            }
        }
    }

    [[nodiscard]] std::size_t best_next(std::size_t so_far) const {
        std::size_t best = contenders_.size();
        double most = 0;
        for (std::size_t i = 0; i < contenders_.size(); ++i) {
            if (chosen_[i]) continue;
            const double coherence = so_far == 0 ? centrality(i) : together_[i] / static_cast<double>(so_far);
            const double gain = contenders_[i].relevance / best_ + kCoherence * coherence - kSameness * nearest_[i];
            if (best == contenders_.size() || gain > most) best = i, most = gain;
        }
        return best;
    }

    /// Mean association with all others, each weighted by the square of its relevance: what stands in the middle of
    /// what most articles are about.
    [[nodiscard]] double centrality(std::size_t i) const {
        double sum = 0;
        double weights = 0;
        for (std::size_t j = 0; j < contenders_.size(); ++j) {
            if (i == j) continue;
            const double weight = contenders_[j].relevance * contenders_[j].relevance;
            sum += weight * pairs_[i * contenders_.size() + j];
            weights += weight;
        }
        return weights > 0 ? sum / weights : 0.0;
    }

    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return std::span(rows_).subspan(i * width_, width_);
    }

    std::vector<Contender> contenders_;
    std::vector<bool> chosen_;
    std::vector<double> together_;  ///< sum of associations with what is chosen
    std::vector<double> nearest_;   ///< largest cosine with what is chosen
    std::vector<double> pairs_;
    std::vector<float> rows_;
    std::size_t width_ = 0;
    double best_ = 0;
};

}  // namespace

std::vector<Keyword> choose_keywords(const TermCounts& counts, const WordWindows& windows, std::int32_t label,
                                     const NlpLexicon& lexicon, const ThemeOptions& options,
                                     const ThemeVectors* vectors) {
    if (counts.articles(label) == 0) return {};
    const auto count = static_cast<std::size_t>(std::max(options.keywords, 0));
    Chooser chooser(counts, label, options.score, lexicon);
    std::vector<Contender> contenders = chooser.shortlist(count * kPerKeyword);
    if (!contenders.empty()) contenders = Ranking(std::move(contenders), windows, label, vectors).choose(count);
    std::vector<Keyword> chosen;
    for (auto& [term, relevance, words, bound] : contenders)
        chosen.push_back({std::move(term), relevance});
    chooser.fill(chosen, std::min(count, kAtLeast));
    return chosen;
}

}  // namespace asterism::themes
