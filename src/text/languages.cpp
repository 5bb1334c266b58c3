#include "text/languages.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "text/prefixes.hpp"

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

constexpr LanguageMask bits(std::string_view first, std::string_view last) {
    return (LanguageMask{2} << index_of(last)) - (LanguageMask{1} << index_of(first));
}

/// Of those that are written in each Script.
constexpr std::array<LanguageMask, static_cast<std::size_t>(Script::other) + 1> kOfScript{bits("en", "id"),
                                                                                          bits("ru", "uk"),
                                                                                          bits("el", "el"),
                                                                                          bits("ar", "fa"),
                                                                                          bits("he", "he"),
                                                                                          bits("hi", "hi"),
                                                                                          bits("th", "th"),
                                                                                          bits("zh", "ja"),
                                                                                          bits("ja", "ja"),
                                                                                          bits("ko", "ko"),
                                                                                          0};
constexpr LanguageMask kEnglish = bits("en", "en"), kPersian = bits("fa", "fa");

/// "and", and the Hebrew "that", which are written together with the word behind them. The words that only look so:
/// oil, mind, neighbour, asked; committee.
std::string_view behind_conjunction(std::string_view word, Script script) {
    constexpr std::array<std::string_view, 5> kWhole{"שמן", "שכל", "שכן", "שאל", "ועד"};
    if (script != Script::hebrew && script != Script::arabic) return {};
    if (std::ranges::find(kWhole, word) != kWhole.end()) return {};
    const std::string_view rest = without_conjunction(word);
    if (rest.size() < word.size()) return rest;
    return word.starts_with("ש") ? word.substr(std::string_view("ש").size()) : std::string_view{};
}

}  // namespace

bool is_stop_word(std::string_view lower, int language) {
    std::size_t position = 0;
    const Script script = lower.empty() ? Script::other : script_of(next_code_point(lower, position));
    const LanguageMask by_script = kOfScript[static_cast<std::size_t>(script)];
    const LanguageMask text = LanguageMask{1} << std::max(language, 0);
    LanguageMask judges = (by_script & text) != 0 || by_script == 0 ? text : by_script;
    if (script == Script::latin && judges != text) judges = kEnglish;
    if ((stop_word_mask(lower) & judges) != 0) return true;
    return judges != kPersian && (stop_word_mask(behind_conjunction(lower, script)) & judges) != 0;
}

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
