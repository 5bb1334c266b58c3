#include "text/analyzer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "text/boilerplate.hpp"
#include "text/clean.hpp"
#include "text/languages.hpp"

namespace asterism::text {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 28;  ///< offsets are 32 bits wide, in ICU too

struct Letters {
    std::uint32_t count = 0;
    std::uint32_t upper = 0;
    std::uint32_t lower = 0;
    bool any = false;  ///< a letter, not only digits
    bool capital = false;
};

Letters letters_of(std::string_view surface) {
    Letters letters;
    for (std::size_t i = 0; i < surface.size();) {
        const char32_t c = next_code_point(surface, i);
        const bool upper = is_upper(c);
        if (letters.count == 0) letters.capital = upper;
        ++letters.count;
        letters.upper += upper ? 1 : 0;
        letters.lower += is_lower(c) ? 1 : 0;
        letters.any = letters.any || upper || is_letter(c);
    }
    return letters;
}

/// "C++", "C#", "F#": the signs belong to the name.
std::uint32_t with_signs(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    if (end - begin > 2) return end;
    if (text.substr(end).starts_with("++")) return end + 2;
    const bool sharp = text.substr(end).starts_with('#');
    return sharp && (end + 1 == text.size() || !is_letter(static_cast<unsigned char>(text[end + 1]))) ? end + 1 : end;
}

/// "U.S" with the dot that ICU leaves outside.
std::uint32_t with_last_dot(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    const bool dotted = end - begin >= 3 && (end - begin) % 2 == 1 && text[begin + 1] == '.' && text[end - 2] == '.';
    return dotted && end < text.size() && text[end] == '.' ? end + 1 : end;
}

/// How many bytes of a French, Italian or Catalan word are an elided function word: 2 for "l'homme". 0 for none.
std::size_t elision(std::string_view surface) {
    constexpr std::array<std::string_view, 27> kElided{
        "all",   "c",      "d", "dall", "dell", "j",  "jusqu", "l",  "lorsqu", "m",    "n",    "nell", "puisqu", "qu",
        "quell", "quoiqu", "s", "sull", "t",    "un", "coll",  "gl", "quest",  "sant", "tutt", "v",    "bell"};
    const std::size_t mark = surface.find('\'');
    if (mark == surface.npos || mark == 0 || mark > 6 || surface.size() - mark < 2) return 0;
    std::string head;
    append_lower(surface.substr(0, mark), head);
    return std::find(kElided.begin(), kElided.end(), head) == kElided.end() ? 0 : mark + 1;
}

bool is_blank(std::string_view gap) {
    return gap.find_first_not_of(" \n") == gap.npos;
}

/// Words whose dot ends no sentence, since a name follows: initials and titles.
bool takes_dot(std::string_view text, const Token& token, std::string_view lower) {
    constexpr auto kTitles =
        std::to_array<std::string_view>({"capt", "col", "dr",   "fr",  "gen", "gov", "hon", "lt", "maj", "mr", "mrs",
                                         "ms",   "mt",  "prof", "rep", "rev", "sen", "sgt", "sr", "sra", "st"});
    if (!token.capital || text.substr(token.end, 1) != ".") return false;
    return token.letters == 1 || std::ranges::binary_search(kTitles, lower);
}

/// What stands between two words lets a phrase run on: one space, line end, hyphen or slash, a possessive, nothing at
/// all, or the dot of an initial or a title.
bool joins(std::string_view gap, bool after_dotted) {
    if (gap.empty() || gap == " " || gap == "-" || gap == "/" || gap == "&" || gap == "\xE2\x80\x90") return true;
    if (gap.starts_with("'s")) gap.remove_prefix(2);
    if (after_dotted && gap.starts_with('.')) gap.remove_prefix(1);
    return is_blank(gap) && std::count(gap.begin(), gap.end(), '\n') <= 1;
}

bool ends_sentence(std::string_view gap, bool after_dotted) {
    if (after_dotted && gap == ". ") return false;
    if (gap.find_first_of(".!?:;*|") != gap.npos || std::count(gap.begin(), gap.end(), '\n') > 1) return true;
    return gap.find("\xE3\x80\x82") != gap.npos ||
           gap.find("\xE2\x80\xA2") != gap.npos;  // ideographic full stop, bullet
}

void add_token(std::string_view text, std::uint32_t begin, std::uint32_t end, Document& out,
               LanguageEvidence& evidence) {
    Token token{.begin = begin, .end = end};
    const std::uint32_t previous_end = out.tokens.empty() ? 0 : out.tokens.back().end;
    const std::string_view gap = text.substr(previous_end, begin - previous_end);
    const bool after_dotted = !out.tokens.empty() && takes_dot(text, out.tokens.back(), out.lower(out.tokens.back()));
    token.joined = !out.tokens.empty() && joins(gap, after_dotted);
    token.sentence_start = out.tokens.empty() || ends_sentence(gap, after_dotted);
    const std::string_view surface = text.substr(begin, end - begin);
    const Letters letters = letters_of(surface);
    token.letters = letters.count;
    token.number = !letters.any;
    token.capital = letters.capital;
    token.lower_begin = static_cast<std::uint32_t>(out.forms.size());
    append_lower(surface, out.forms);
    token.lower_end = token.stem_end = static_cast<std::uint32_t>(out.forms.size());
    if (!token.number) {
        std::size_t first = 0;
        evidence.add(script_of(next_code_point(surface, first)), out.lower(token), stop_word_mask(out.lower(token)));
    }
    out.tokens.push_back(token);
}

/// Capitals that a sentence start, a headline or a line of capitals forces say nothing about how a word is written.
void judge_case(Document& out, std::size_t first, std::size_t last) {
    std::size_t words = 0, content = 0, capital = 0, all_upper = 0;
    const auto shape = [&](const Token& token) { return letters_of(out.surface(token)); };
    for (std::size_t i = first; i < last; ++i) {
        const Token& token = out.tokens[i];
        if (token.number) continue;
        const Letters letters = shape(token);
        ++words;
        all_upper += letters.upper > 0 && letters.lower == 0 ? 1 : 0;
        if (token.stop) continue;
        ++content;
        capital += token.capital ? 1 : 0;
    }
    const bool shouting = words > 0 && all_upper == words;
    const bool headline = content >= 3 && capital * 5 >= content * 4;
    for (std::size_t i = first; i < last; ++i) {
        Token& token = out.tokens[i];
        if (!token.capital) continue;
        const bool plain = shape(token).upper == 1;  // "IBM" and "McDonald" are written so wherever they stand
        token.case_known = !shouting && !(plain && (headline || i == first));
    }
}

void judge_case(Document& out) {
    for (std::size_t first = 0; first < out.tokens.size();) {
        std::size_t last = first + 1;
        while (last < out.tokens.size() && !out.tokens[last].sentence_start)
            ++last;
        judge_case(out, first, last);
        first = last;
    }
}

/// "US", "IT" and "WHO" are names where capitals are not forced.
void unstop_names(Document& out) {
    for (Token& token : out.tokens) {
        const std::string_view surface = out.surface(token);
        if (token.case_known && (surface == "US" || surface == "IT" || surface == "WHO")) token.stop = false;
    }
}

/// English adverbs ("really", "previously") name no theme; words like "family" are none.
bool is_adverb(std::string_view lower) {
    constexpr std::array<std::string_view, 8> kNouns{"mbly", "mily", "rfly", "nfly", "omaly", "poly", "pply", "tily"};
    if (lower.size() < 6 || !lower.ends_with("ly")) return false;
    return std::none_of(kNouns.begin(), kNouns.end(), [&](std::string_view noun) { return lower.ends_with(noun); });
}

void mark_weak(Document& out) {
    for (Token& token : out.tokens) {
        const LanguageMask mask = stop_word_mask(out.lower(token));
        const bool name = token.capital && token.case_known;
        token.weak = (mask & kCalendarBit) != 0 || (!name && ((mask & kWeakBit) != 0 || is_adverb(out.lower(token))));
    }
}

}  // namespace

void Analyzer::analyze(std::string_view raw, Document& out) {
    out.text = clean(raw.substr(0, kLongestText));
    out.title_end = 0;
    analyze_cleaned(out);
}

void Analyzer::analyze(std::string_view title, std::string_view body, Document& out) {
    out.text = clean(title.substr(0, kLongestText));
    out.title_end = out.text.size();
    out.text.append("\n\n").append(without_boilerplate(clean(without_encoded_files(body.substr(0, kLongestText)))));
    analyze_cleaned(out);
}

void Analyzer::analyze_cleaned(Document& out) {
    out.forms.clear();
    out.tokens.clear();
    break_iterator_.words(out.text, words_);
    LanguageEvidence evidence;
    for (WordSpan word : words_) {
        if (!out.tokens.empty() && word.begin < out.tokens.back().end) continue;  // inside a sign taken along
        const std::string_view surface = std::string_view(out.text).substr(word.begin, word.end - word.begin);
        if (surface.ends_with("'s") && surface.size() > 2) word.end -= 2;
        if (const auto head = static_cast<std::uint32_t>(elision(surface)); head != 0) {
            add_token(out.text, word.begin, word.begin + head - 1, out, evidence);
            word.begin += head;
        }
        word.end = with_last_dot(out.text, word.begin, with_signs(out.text, word.begin, word.end));
        add_token(out.text, word.begin, word.end, out, evidence);
    }
    const int guess = evidence.guess();
    out.language = guess < 0 ? std::string_view{} : kLanguages[static_cast<std::size_t>(guess)];
    for (Token& token : out.tokens) {
        const LanguageMask mask = stop_word_mask(out.lower(token));
        token.stop = is_stop_word(out.lower(token), guess);
        token.edge = (mask & kEdgeBit) != 0;
        token.content = !token.stop && (mask & kContentBit) != 0;
    }
    judge_case(out);
    unstop_names(out);
    if (guess <= 0) mark_weak(out);
    stem_all(out, kLanguages[static_cast<std::size_t>(std::max(guess, 0))]);
}

void Analyzer::stem_all(Document& out, std::string_view language) {
    std::string forms;
    forms.reserve(out.forms.size() * 2);
    for (Token& token : out.tokens) {
        const std::string_view lower = out.lower(token);
        const std::string_view stem = token.number ? lower : stemmer_.stem(lower, language);
        token.lower_begin = static_cast<std::uint32_t>(forms.size());
        forms.append(lower);
        token.lower_end = static_cast<std::uint32_t>(forms.size());
        forms.append(stem);
        token.stem_end = static_cast<std::uint32_t>(forms.size());
    }
    out.forms = std::move(forms);
}

}  // namespace asterism::text
