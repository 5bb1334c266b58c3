#include "themes/nlp_lexicon.hpp"

#include <algorithm>
#include <set>

#include "text/unicode.hpp"
#include "text/visible.hpp"

namespace asterism::themes {
namespace {

/// The key with the largest count; the smallest of several.
std::string most_frequent(const std::map<std::string, std::int64_t>& counts) {
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? std::string() : best->first;
}

bool is_end_of(std::string_view part, std::string_view whole) {
    return whole.size() > part.size() + 1 && whole.ends_with(part) && whole[whole.size() - part.size() - 1] == ' ';
}

}  // namespace

void NlpLexicon::add(std::span<const NlpSpan> spans) {
    ++articles_;
    std::set<std::string> phrases;
    std::map<std::string, NlpSpan> named;  // an article counts once, with its first surface
    for (const NlpSpan& given : spans) {
        const NlpSpan span{text::visible_line(given.text), text::visible_line(given.type)};
        std::string phrase = text::lower(span.text);
        if (!span.type.empty()) named.emplace(phrase, span);
        for (std::size_t begin = 0; begin != std::string::npos;) {
            phrases.insert(phrase.substr(begin));
            begin = phrase.find(' ', begin);
            if (begin != std::string::npos) ++begin;
        }
    }
    for (const std::string& phrase : phrases)
        ++phrases_[phrase];
    for (const auto& [phrase, span] : named) {
        Named& name = named_[phrase];
        ++name.articles;
        ++name.surfaces[span.text];
        ++name.types[span.type];
    }
}

void NlpLexicon::add(const NlpLexicon& other) {
    articles_ += other.articles_;
    for (const auto& [phrase, articles] : other.phrases_)
        phrases_[phrase] += articles;
    for (const auto& [phrase, its] : other.named_) {
        Named& name = named_[phrase];
        name.articles += its.articles;
        for (const auto& [surface, articles] : its.surfaces)
            name.surfaces[surface] += articles;
        for (const auto& [type, articles] : its.types)
            name.types[type] += articles;
    }
}

std::int64_t NlpLexicon::articles_with(std::string_view phrase) const {
    const auto found = phrases_.find(text::lower(phrase));
    return found == phrases_.end() ? 0 : found->second;
}

std::vector<Entity> NlpLexicon::entities(std::size_t most) const {
    std::map<std::string_view, std::int64_t> counts;
    for (const auto& [phrase, named] : named_)
        counts[phrase] = named.articles;
    for (auto& [part, count] : counts) {
        std::string_view whole;
        for (const auto& [other, named] : named_) {
            if (is_end_of(part, other) && count <= 2 * named.articles &&
                (whole.empty() || named.articles > named_.find(whole)->second.articles))
                whole = other;
        }
        if (whole.empty()) continue;
        counts[whole] = std::max(counts[whole], count);
        count = 0;
    }
    std::vector<Entity> entities;
    for (const auto& [phrase, count] : counts) {
        const Named& named = named_.find(phrase)->second;
        if (count > 0) entities.push_back({most_frequent(named.surfaces), most_frequent(named.types), count});
    }
    std::stable_sort(entities.begin(), entities.end(),
                     [](const Entity& a, const Entity& b) { return a.count > b.count; });
    entities.resize(std::min(entities.size(), most));
    return entities;
}

}  // namespace asterism::themes
