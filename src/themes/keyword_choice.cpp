#include "themes/keyword_choice.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

namespace asterism::themes {
namespace {

// Chosen by benchmarks/themes and by reading keywords.
constexpr double kClosenessWeight = 0.5;  ///< of the relevance that a vector across the centroid takes away
constexpr double kCoherence = 3.0;        ///< weight of the mean association with the others, against relevance
constexpr double kSameness = 0.25;        ///< weight of the cosine with the nearest other one
constexpr double kBetter = 1e-9;          ///< an exchange gains more than rounding could feign

double dot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

/// Values of all pairs of contenders.
class Pairs {
 public:
    explicit Pairs(std::size_t count) : count_(count), values_(count * count, 0.0) {}
    [[nodiscard]] double operator()(std::size_t i, std::size_t j) const { return values_[i * count_ + j]; }
    void set(std::size_t i, std::size_t j, double value) { values_[i * count_ + j] = values_[j * count_ + i] = value; }

 private:
    std::size_t count_;
    std::vector<double> values_;
};

class Choice {
 public:
    Choice(std::vector<Contender> contenders, const WordWindows& windows, std::int32_t label,
           const ThemeVectors* vectors)
        : contenders_(std::move(contenders)),
          together_(contenders_.size()),
          sameness_(contenders_.size()),
          overlaps_(contenders_.size()),
          inside_(contenders_.size(), 0.0),
          compared_(vectors != nullptr) {
        if (compared_) compare_vectors(*vectors, static_cast<std::size_t>(label));
        for (const Contender& contender : contenders_)
            best_ = std::max(best_, contender.relevance);
        associate(windows, label);
        for (std::size_t i = 0; i < size(); ++i) {
            for (std::size_t j = i + 1; j < size(); ++j)
                overlaps_.set(i, j, overlap(contenders_[i].stems, contenders_[j].stems) ? 1.0 : 0.0);
        }
    }

    std::vector<Contender> choose(std::size_t count) {
        while (chosen_.size() < count) {
            const std::size_t next = best_next();
            if (next == size()) break;
            chosen_.push_back(next);
        }
        while (exchange()) {
        }
        std::sort(chosen_.begin(), chosen_.end());
        std::vector<Contender> out;
        for (const std::size_t i : chosen_)
            out.push_back(contenders_[i]);
        std::ranges::stable_sort(out, std::ranges::greater(), &Contender::relevance);
        return out;
    }

 private:
    [[nodiscard]] std::size_t size() const { return contenders_.size(); }
    [[nodiscard]] double relevance(std::size_t i) const { return contenders_[i].relevance / best_; }

    /// Multiplies each relevance by how close the term's vector is to the centroid, and compares all vectors.
    void compare_vectors(const ThemeVectors& vectors, std::size_t label) {
        std::vector<std::string> terms;
        for (const Contender& contender : contenders_)
            terms.push_back(contender.term);
        const std::size_t width = vectors.centroids.cols;
        std::vector<float> rows(size() * width);
        vectors.embed(terms, rows);
        const auto row = [&](std::size_t i) { return std::span<const float>(rows).subspan(i * width, width); };
        for (std::size_t i = 0; i < size(); ++i) {
            const double closeness = std::max(0.0, dot(row(i), vectors.centroids[label]));
            contenders_[i].relevance *= 1.0 - kClosenessWeight + kClosenessWeight * closeness;
            for (std::size_t j = 0; j < i; ++j)
                sameness_.set(i, j, dot(row(i), row(j)));
        }
    }

    /// together_(i, j): mean association of the words of contender i with those of j; inside_[i]: of a phrase's own.
    void associate(const WordWindows& windows, std::int32_t label) {
        std::vector<TermId> words;
        std::unordered_map<TermId, std::size_t> index;         // looked up, never walked
        std::vector<std::vector<std::size_t>> places(size());  // of each contender's words among `words`
        for (std::size_t i = 0; i < size(); ++i) {
            for (const TermId word : contenders_[i].words) {
                const auto [found, is_new] = index.emplace(word, words.size());
                if (is_new) words.push_back(word);
                places[i].push_back(found->second);
            }
        }
        const std::vector<float> all = windows.associations(label, words);
        const auto of = [&](std::size_t a, std::size_t b) { return static_cast<double>(all[a * words.size() + b]); };
        for (std::size_t i = 0; i < size(); ++i) {
            for (std::size_t w = 1; w < places[i].size(); ++w)
                inside_[i] += of(places[i][w - 1], places[i][w]);
            for (std::size_t j = 0; j < i; ++j) {
                double sum = 0;
                for (const std::size_t a : places[i]) {
                    for (const std::size_t b : places[j])
                        sum += of(a, b);
                }
                const auto pairs = static_cast<double>(places[i].size() * places[j].size());
                const double mean = pairs > 0 ? sum / pairs : 0.0;
                together_.set(i, j, contenders_[i].bound && contenders_[j].bound ? std::min(mean, 0.0) : mean);
            }
        }
    }

    /// The one to add to what is chosen, or size(). The first is the most relevant and central one, so that a small
    /// group of words that come together does not take the place of what most articles are about.
    [[nodiscard]] std::size_t best_next() const {
        std::size_t best = size();
        double most = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (std::ranges::any_of(chosen_, [&](std::size_t c) { return c == i || overlaps_(c, i) > 0; })) continue;
            const double value =
                relevance(i) + (chosen_.empty() ? kCoherence * centrality(i)
                                                : kCoherence * association(i) / static_cast<double>(chosen_.size()) -
                                                      kSameness * nearest(i, size()));
            if (best == size() || value > most) best = i, most = value;
        }
        return best;
    }

    /// Makes the one-for-one exchange that gains most; false when none gains.
    bool exchange() {
        double most = kBetter;
        std::pair<std::size_t, std::size_t> best(size(), size());
        for (std::size_t at = 0; at < chosen_.size(); ++at) {
            const std::size_t out = chosen_[at];
            const double before = value_within(out, out);
            for (std::size_t in = 0; in < size(); ++in) {
                if (!fits_without(out, in)) continue;
                const double gain = value_within(in, out) - before;
                if (gain > most) most = gain, best = {at, in};
            }
        }
        if (best.second == size()) return false;
        chosen_[best.first] = best.second;
        return true;
    }

    [[nodiscard]] bool fits_without(std::size_t out, std::size_t in) const {
        return std::ranges::none_of(chosen_,
                                    [&](std::size_t c) { return c == in || (c != out && overlaps_(c, in) > 0); });
    }

    /// What depends on contender i in the value of the chosen with i in place of `out`. An association counts for both
    /// of its ends; a phrase brings that of its own words along.
    [[nodiscard]] double value_within(std::size_t i, std::size_t out) const {
        const double others = std::max(1.0, static_cast<double>(chosen_.size()) - 1.0);
        double value = relevance(i) + 2 * kCoherence * (association(i) - together_(i, out) + inside_[i]) / others;
        if (!compared_) return value;
        value -= kSameness * nearest(i, out);
        for (const std::size_t c : chosen_) {
            if (c != out) value -= kSameness * std::max(nearest(c, out), sameness_(c, i));
        }
        return value;
    }

    /// Sum of associations with what is chosen.
    [[nodiscard]] double association(std::size_t i) const {
        double sum = 0;
        for (const std::size_t c : chosen_)
            sum += together_(i, c);
        return sum;
    }

    /// Largest cosine with what is chosen but for itself and `out`; 0 when they all point elsewhere.
    [[nodiscard]] double nearest(std::size_t i, std::size_t out) const {
        double most = 0;
        for (const std::size_t c : chosen_) {
            if (c != i && c != out) most = std::max(most, sameness_(i, c));
        }
        return most;
    }

    /// Mean association with all others, each weighted by the square of its relevance: what stands in the middle of
    /// what most articles are about.
    [[nodiscard]] double centrality(std::size_t i) const {
        double sum = 0;
        double weights = 0;
        for (std::size_t j = 0; j < size(); ++j) {
            if (i == j || overlaps_(i, j) > 0) continue;
            const double weight = relevance(j) * relevance(j);
            sum += weight * together_(i, j);
            weights += weight;
        }
        return weights > 0 ? sum / weights : 0.0;
    }

    std::vector<Contender> contenders_;
    Pairs together_;
    Pairs sameness_;  ///< cosines; 0 without vectors
    Pairs overlaps_;  ///< 1 where two are not to be chosen both
    std::vector<double> inside_;
    bool compared_;  ///< there are vectors
    std::vector<std::size_t> chosen_;
    double best_ = 0;
};

}  // namespace

bool alike(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (same == a.size() && (same == b.size() || (same >= 4 && b.size() - same <= 3))) return true;
    return same >= 6 && b.size() - same <= 3;
}

bool overlap(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    return std::ranges::any_of(a, [&](std::string_view stem) {
        return std::ranges::any_of(b, [&](std::string_view other) { return alike(stem, other); });
    });
}

std::vector<Contender> choose_together(std::vector<Contender> contenders, std::size_t count, const WordWindows& windows,
                                       std::int32_t label, const ThemeVectors* vectors) {
    if (contenders.empty()) return {};
    return Choice(std::move(contenders), windows, label, vectors).choose(count);
}

}  // namespace asterism::themes
