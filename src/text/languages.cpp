#include "text/languages.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace asterism::text {

std::string_view embedded(std::string_view name);

namespace {

/// Function words that tell a language of Latin script, among so many words. In all of them at least every tenth word
/// of plain text is one of ours; this leaves room for tables and lists.
int enough_hits(int words) {
    return std::max(std::min(3, 2 + words / 10), words / 25);
}

using MaskTable = std::unordered_map<std::string_view, LanguageMask>;

void add_words(std::string_view list, LanguageMask bit, MaskTable& table) {
    constexpr std::string_view kSpace = " \n";
    for (std::size_t begin = list.find_first_not_of(kSpace); begin != list.npos;) {
        const std::size_t end = std::min(list.find_first_of(kSpace, begin), list.size());
        table[list.substr(begin, end - begin)] |= bit;
        begin = list.find_first_not_of(kSpace, end);
    }
}

MaskTable make_table() {
    MaskTable table;
    for (std::size_t i = 0; i < kLanguages.size(); ++i)
        add_words(embedded(kLanguages[i]), LanguageMask{1} << i, table);
    add_words(embedded("en.weak"), kWeakBit, table);
    add_words(embedded("en.edge"), kEdgeBit | kWeakBit, table);
    add_words(embedded("en.content"), kContentBit | kWeakBit, table);
    add_words(embedded("en.calendar"), kCalendarBit, table);
    return table;
}

constexpr std::size_t index_of(std::string_view code) {
    std::size_t i = 0;
    while (kLanguages[i] != code)
        ++i;
    return i;
}

}  // namespace

LanguageMask stop_word_mask(std::string_view lower) {
    static const MaskTable table = make_table();
    const auto found = table.find(lower);
    return found == table.end() ? 0 : found->second;
}

void LanguageEvidence::add(Script script, std::string_view word, LanguageMask stop_words) {
    ++scripts_[static_cast<std::size_t>(script)];
    if (stop_words == 0) return;
    const std::size_t hash = std::hash<std::string_view>()(word);
    for (std::size_t i = 0; i < hits_.size(); ++i) {
        if ((stop_words >> i & 1) == 0) continue;
        Hits& hits = hits_[i];
        if (hits.count++ == 0) hits.first_word = hash;
        hits.varied = hits.varied || hash != hits.first_word;
    }
}

int LanguageEvidence::best_of(std::size_t first, std::size_t last, int at_least) const {
    const auto* best = std::max_element(hits_.begin() + first, hits_.begin() + last + 1,
                                        [](const Hits& a, const Hits& b) { return a.count < b.count; });
    const bool enough = at_least == 0 || (best->count >= at_least && best->varied);
    return enough ? static_cast<int>(best - hits_.begin()) : -1;
}

int LanguageEvidence::guess() const {
    const auto count = [&](Script script) { return scripts_[static_cast<std::size_t>(script)]; };
    const int han_and_kana = count(Script::han) + count(Script::kana);
    // Japanese mixes both scripts; Chinese has no kana at all.
    if (count(Script::kana) > 0 && 2 * han_and_kana > count(Script::latin)) return static_cast<int>(index_of("ja"));
    const auto top = static_cast<Script>(std::max_element(scripts_.begin(), scripts_.end()) - scripts_.begin());
    if (count(top) == 0) return -1;
    switch (top) {
        case Script::han:
            return static_cast<int>(index_of("zh"));
        case Script::kana:
            return static_cast<int>(index_of("ja"));
        case Script::hangul:
            return static_cast<int>(index_of("ko"));
        case Script::thai:
            return static_cast<int>(index_of("th"));
        case Script::greek:
            return static_cast<int>(index_of("el"));
        case Script::hebrew:
            return static_cast<int>(index_of("he"));
        case Script::devanagari:
            return static_cast<int>(index_of("hi"));
        case Script::cyrillic:
            return best_of(index_of("ru"), index_of("uk"), 0);
        case Script::arabic:
            return best_of(index_of("ar"), index_of("fa"), 0);
        // One function word proves nothing, however often it stands there: "die" and "war" are English words, "fire"
        // and "mine" Danish ones too, "de" and "la" stand in names. Nor do a few among hundreds of words: encoded data
        // holds some of any language.
        case Script::latin:
            return best_of(index_of("en"), index_of("id"), enough_hits(count(Script::latin)));
        case Script::other:
            return -1;
    }
    return -1;
}

}  // namespace asterism::text
