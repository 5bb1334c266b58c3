#include "themes/term_counts.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "text/prefixes.hpp"

namespace asterism::themes {
namespace {

constexpr std::size_t kLogSize = std::size_t{8} << 20;  ///< entries of 8 bytes

constexpr double kNearlyEvery = 0.8;       ///< of a cluster's articles
constexpr double kNearlyAll = 0.9;         ///< of the clusters
constexpr std::int64_t kEnoughNoise = 10;  ///< articles, to stand beside a lone cluster

std::string surface_entry(TermId term, std::string_view surface) {
    std::string entry(sizeof term, '\0');
    std::memcpy(entry.data(), &term, sizeof term);
    entry.append(surface);
    return entry;
}

}  // namespace

TermId TermCounts::intern_term(const Candidate& candidate) {
    const TermId term = terms_.intern(candidate.key);
    if (term == facts_.size()) facts_.emplace_back();
    Facts& facts = facts_[term];
    facts.words = candidate.words;
    facts.left |= candidate.left;
    facts.right |= candidate.right;
    ++facts.occurrences;
    occurrences_ += candidate.words == 1 ? 1 : 0;
    if (candidate.left == kBoundary && candidate.right != kBoundary) ++facts.first;
    if (candidate.right == kBoundary && candidate.left != kBoundary) ++facts.last;
    return term;
}

int TermCounts::neighbours(TermId term) const {
    const Facts& facts = facts_[term];
    if (facts.left == 0 || facts.right == 0) return 64;
    const auto variety = [](std::uint64_t words, std::uint32_t boundaries) {
        return std::popcount(words & ~kBoundary) + static_cast<int>(std::min<std::uint32_t>(boundaries, 64));
    };
    return std::min(variety(facts.left, facts.first), variety(facts.right, facts.last));
}

void TermCounts::add(std::int32_t label, const std::vector<Candidate>& candidates) {
    ++articles_[static_cast<std::size_t>(label + 1)];
    of_this_article_.clear();
    words_of_last_.clear();
    const std::uint64_t cluster = static_cast<std::uint64_t>(label + 1) << 32;
    for (const auto& candidate : candidates) {
        const TermId term = intern_term(candidate);
        if (candidate.words == 1) words_of_last_.push_back({term, candidate.place});
        const std::uint32_t surface = surfaces_.intern(surface_entry(term, candidate.surface));
        if (surface == surface_terms_.size()) {
            surface_terms_.push_back(term);
            surface_parts_.push_back(candidate.part);
        }
        const std::uint64_t known = candidate.case_known ? 1 : 0;
        const std::uint64_t title = candidate.in_title ? 1 : 0;
        of_this_article_.push_back({std::uint64_t{term} << 32 | std::uint64_t{surface} << 2 | known << 1 | title,
                                    candidate.weak, candidate.part, candidate.name, candidate.name_type});
    }
    // Per term a surface that may be shown before others, of these the first whose case is known, else the first.
    std::stable_sort(of_this_article_.begin(), of_this_article_.end(), [](const Occurrence& a, const Occurrence& b) {
        if (a.key >> 32 != b.key >> 32) return a.key >> 32 < b.key >> 32;
        return a.part != b.part ? b.part : (a.key & 2) > (b.key & 2);
    });
    for (auto first = of_this_article_.cbegin(); first != of_this_article_.cend();) {
        const std::uint64_t term = first->key >> 32;
        std::uint64_t title = 0;
        auto last = first;
        for (; last != of_this_article_.cend() && last->key >> 32 == term; ++last)
            title |= last->key & 1;
        log_.push_back(cluster | (first->key & 0xFFFFFFFF) | title);
        count_facts({first, last});
        first = last;
    }
    if (log_.size() >= kLogSize) compress();
}

void TermCounts::count_facts(std::span<const Occurrence> of_one_term) {
    Facts& facts = facts_[of_one_term.front().key >> 32];
    bool name = false;
    std::array<bool, 3> types{};
    for (const Occurrence& occurrence : of_one_term) {
        name = name || occurrence.name;
        if (occurrence.type != NameType::unknown) types[static_cast<std::size_t>(occurrence.type) - 1] = true;
    }
    facts.weak += of_one_term.front().weak && !of_one_term.front().part ? 1 : 0;
    facts.parts += of_one_term.front().part ? 1 : 0;
    facts.known += (of_one_term.front().key & 2) != 0 ? 1 : 0;
    facts.names += name ? 1 : 0;
    for (std::size_t type = 0; type < types.size(); ++type)
        facts.types[type] += types[type] ? 1 : 0;
}

NameType TermCounts::name_type(TermId term) const {
    const auto& types = facts_[term].types;
    const auto most = std::max_element(types.begin(), types.end());
    return *most == 0 ? NameType::unknown : static_cast<NameType>(most - types.begin() + 1);
}

void TermCounts::compress() {
    std::sort(log_.begin(), log_.end());
    std::vector<Count> merged;
    merged.reserve(counts_.size() + log_.size() / 2);
    auto old = counts_.cbegin();
    for (auto entry = log_.cbegin(); entry != log_.cend();) {
        const auto end = std::find_if(entry, log_.cend(), [&](std::uint64_t key) { return key != *entry; });
        while (old != counts_.cend() && old->key < *entry)
            merged.push_back(*old++);
        Count count{*entry, static_cast<std::uint32_t>(end - entry)};
        if (old != counts_.cend() && old->key == count.key) count.articles += (old++)->articles;
        merged.push_back(count);
        entry = end;
    }
    merged.insert(merged.end(), old, counts_.cend());
    counts_ = std::move(merged);
    log_.clear();
}

void TermCounts::close() {
    compress();
    log_ = {};
    term_articles_.assign(terms_.size(), 0);
    for (const Count& count : counts_)
        term_articles_[surface_terms_[(count.key & 0xFFFFFFFF) >> 2]] += count.articles;
    choose_written();
    find_everywhere();
}

/// A lone cluster is held against the noise.
void TermCounts::find_everywhere() {
    const auto clusters = std::count_if(articles_.begin() + 1, articles_.end(), [](std::int64_t n) { return n > 0; });
    const bool with_noise = clusters == 1 && articles_.front() >= kEnoughNoise;
    const auto groups = clusters + (with_noise ? 1 : 0);
    std::vector<std::uint32_t> clusters_with(terms_.size(), 0);  // in nearly every article
    std::vector<std::uint32_t> within(terms_.size(), 0);         // articles of one cluster
    const auto label_of = [](const Count& count) { return static_cast<std::size_t>(count.key >> 32); };
    for (auto first = counts_.cbegin(); first != counts_.cend();) {
        const std::size_t label = label_of(*first);
        const auto last = std::find_if(first, counts_.cend(), [&](const Count& c) { return label_of(c) != label; });
        const double least = kNearlyEvery * static_cast<double>(articles_[label]);
        for (auto count = first; count != last; ++count) {
            std::uint32_t& articles = within[surface_terms_[(count->key & 0xFFFFFFFF) >> 2]];
            const bool was_below = articles < least;
            articles += count->articles;
            if ((label > 0 || with_noise) && was_below && articles >= least)
                ++clusters_with[surface_terms_[(count->key & 0xFFFFFFFF) >> 2]];
        }
        for (auto count = first; count != last; ++count)
            within[surface_terms_[(count->key & 0xFFFFFFFF) >> 2]] = 0;
        first = last;
    }
    for (TermId term = 0; term < terms_.size(); ++term)
        facts_[term].everywhere = groups > 1 && clusters_with[term] >= kNearlyAll * static_cast<double>(groups);
}

void TermCounts::choose_written() {
    std::vector<std::int64_t> known(surfaces_.size(), 0);
    for (const Count& count : counts_) {
        if ((count.key & 2) != 0) known[(count.key & 0xFFFFFFFF) >> 2] += count.articles;
    }
    for (std::uint32_t id = 0; id < known.size(); ++id) {
        std::uint32_t& best = facts_[surface_terms_[id]].written;
        if (known[id] == 0) continue;
        if (best == kNoSurface || known[id] > known[best] || (known[id] == known[best] && surface(id) < surface(best)))
            best = id;
    }
}

std::string_view TermCounts::written(TermId term) const {
    return facts_[term].written == kNoSurface ? std::string_view{} : surface(facts_[term].written);
}

std::int64_t TermCounts::articles() const {
    return std::accumulate(articles_.begin(), articles_.end(), std::int64_t{0});
}

void TermCounts::merge(std::span<const std::int32_t> into, std::int32_t clusters) {
    std::vector<std::int64_t> articles(static_cast<std::size_t>(clusters) + 1, 0);
    articles[0] = articles_[0];
    for (std::size_t label = 0; label < into.size(); ++label)
        articles[static_cast<std::size_t>(into[label]) + 1] += articles_[label + 1];
    articles_ = std::move(articles);
    for (Count& count : counts_) {
        if (count.key >> 32 == 0) continue;
        const std::int32_t label = into[(count.key >> 32) - 1];
        count.key = static_cast<std::uint64_t>(label + 1) << 32 | (count.key & 0xFFFFFFFF);
    }
    std::sort(counts_.begin(), counts_.end(), [](const Count& a, const Count& b) { return a.key < b.key; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (kept > 0 && counts_[kept - 1].key == counts_[i].key)
            counts_[kept - 1].articles += counts_[i].articles;
        else
            counts_[kept++] = counts_[i];
    }
    counts_.resize(kept);
    find_everywhere();
}

std::span<const TermCounts::Count> TermCounts::counts_of(std::int32_t label) const {
    const std::uint64_t begin_key = static_cast<std::uint64_t>(label + 1) << 32;
    const auto by_key = [](const Count& count, std::uint64_t key) { return count.key < key; };
    const auto begin = std::lower_bound(counts_.begin(), counts_.end(), begin_key, by_key);
    const auto end = std::lower_bound(begin, counts_.end(), begin_key + (std::uint64_t{1} << 32), by_key);
    return {begin, end};
}

void TermCounts::add_articles(std::int32_t label, std::unordered_map<TermId, std::uint32_t>& sums) const {
    for (const Count& count : counts_of(label))
        if (!surface_parts_[surface_id(count)]) sums[surface_terms_[surface_id(count)]] += count.articles;
}

std::vector<TermCount> TermCounts::of_cluster(std::int32_t label) const {
    const std::span<const Count> counts = counts_of(label);
    struct Surface {
        TermId term;
        bool known;
        std::uint32_t articles;
        std::uint32_t titles;
        std::string_view text;
    };
    std::vector<Surface> surfaces;
    surfaces.reserve(counts.size());
    for (auto count = counts.begin(); count != counts.end(); ++count) {
        const std::uint32_t id = surface_id(*count);
        if (surface_parts_[id]) continue;
        // The same one was seen before, not in a title.
        const bool seen = count != counts.begin() && (count - 1)->key >> 1 == count->key >> 1;
        if (!seen) surfaces.push_back({surface_terms_[id], (count->key & 2) != 0, 0, 0, surface(id)});
        surfaces.back().articles += count->articles;
        if ((count->key & 1) != 0) surfaces.back().titles += count->articles;
    }
    // Within a term: surfaces of known case first, then the most frequent, then the smallest; of one with an Arabic or
    // Hebrew conjunction and the same one without, the latter.
    std::sort(surfaces.begin(), surfaces.end(), [](const Surface& a, const Surface& b) {
        if (a.term != b.term) return a.term < b.term;
        if (a.known != b.known) return a.known;
        return a.articles != b.articles ? a.articles > b.articles : a.text < b.text;
    });
    std::vector<TermCount> terms;
    for (const Surface& surface : surfaces) {
        if (terms.empty() || terms.back().term != surface.term)
            terms.push_back({surface.term, 0, 0, surface.text, surface.known, surface.articles});
        TermCount& term = terms.back();
        if (surface.text != term.surface && text::without_conjunction(term.surface) == surface.text) {
            term.surface = surface.text;
            term.case_known = surface.known;
            term.surface_articles = surface.articles;
        }
        term.articles += surface.articles;
        term.titles += surface.titles;
    }
    std::sort(terms.begin(), terms.end(),
              [&](const TermCount& a, const TermCount& b) { return key(a.term) < key(b.term); });
    return terms;
}

}  // namespace asterism::themes
