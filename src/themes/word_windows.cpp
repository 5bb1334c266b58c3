#include "themes/word_windows.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace asterism::themes {

void WordWindows::add(std::int32_t label, std::span<const WordAt> words, std::uint64_t length) {
    length_ += length;
    for (const WordAt& word : words) {
        if (word.term >= frequency_.size()) frequency_.resize(word.term + std::size_t{1} + word.term / 2, 0);
        ++frequency_[word.term];
    }
    if (label < 0) return;
    const std::uint64_t begin = words_.size();
    words_.insert(words_.end(), words.begin(), words.end());
    articles_[static_cast<std::size_t>(label)].push_back({begin, words_.size()});
}

void WordWindows::merge(std::span<const std::int32_t> into, std::int32_t clusters) {
    std::vector<std::vector<Article>> merged(static_cast<std::size_t>(clusters));
    for (std::size_t label = 0; label < into.size(); ++label) {
        auto& articles = merged[static_cast<std::size_t>(into[label])];
        articles.insert(articles.end(), articles_[label].begin(), articles_[label].end());
    }
    articles_ = std::move(merged);
}

std::vector<float> WordWindows::associations(std::int32_t label, std::span<const std::uint32_t> terms) const {
    const std::size_t count = terms.size();
    std::unordered_map<std::uint32_t, std::uint32_t> index;  // looked up, never walked
    for (std::uint32_t i = 0; i < count; ++i)
        index.emplace(terms[i], i);
    std::vector<std::uint64_t> together(count * count, 0);  // windows with both
    struct Seen {
        std::uint32_t index;
        std::uint32_t place;
    };
    std::vector<Seen> recent;
    for (const Article& article : articles_[static_cast<std::size_t>(label)]) {
        recent.clear();
        for (std::uint64_t w = article.begin; w < article.end; ++w) {
            const auto found = index.find(words_[w].term);
            if (found == index.end()) continue;
            const std::uint32_t place = words_[w].place;
            for (auto seen = recent.rbegin(); seen != recent.rend() && place - seen->place < kWindow; ++seen) {
                const std::uint64_t windows = kWindow - (place - seen->place);
                together[seen->index * count + found->second] += windows;
                together[found->second * count + seen->index] += windows;
            }
            recent.push_back({found->second, place});
        }
    }
    std::vector<float> out(count * count, -1.0F);
    const double all = static_cast<double>(std::max<std::uint64_t>(1, length_));
    const auto share = [&](std::uint32_t term) { return static_cast<double>(frequency_[term]) * kWindow / all; };
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            if (i == j || together[i * count + j] == 0) continue;
            const double both = static_cast<double>(together[i * count + j]) / all;
            const double npmi = std::log(both / (share(terms[i]) * share(terms[j]))) / -std::log(both);
            out[i * count + j] = static_cast<float>(std::clamp(npmi, -1.0, 1.0));
        }
    }
    return out;
}

}  // namespace asterism::themes
