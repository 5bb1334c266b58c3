#include "themes/candidate_finder.hpp"

#include <algorithm>
#include <array>

#include "base/byte_format.hpp"
#include "text/analyzer.hpp"
#include "themes/name_cues.hpp"

namespace asterism::themes {
namespace {

constexpr std::size_t kLongestPhrase = 3;   ///< words
constexpr std::size_t kLongestName = 4;     ///< words, when all are capitalised: "Herald of Free Enterprise"
constexpr std::size_t kMostTokens = 5000;   ///< of one article; what is said later names no theme
constexpr std::uint32_t kLongestWord = 40;  ///< letters; longer ones are paths, hashes and encoded data

bool is_name_part(const text::Token& token) {
    return token.capital && token.case_known;
}

/// Function words that hold names and terms together: Bank of England, Rio de Janeiro, Ludwig van Beethoven.
bool is_link(std::string_view lower) {
    static constexpr std::array<std::string_view, 21> kLinks{"al",    "d",   "da",  "de", "degli", "dei", "del",
                                                             "della", "der", "des", "di", "do",    "dos", "du",
                                                             "la",    "of",  "och", "op", "van",   "von", "zur"};
    return std::find(kLinks.begin(), kLinks.end(), lower) != kLinks.end();
}

/// Something to begin, end or be a term.
bool is_term(const text::Token& token, std::string_view lower) {
    if (token.stop || token.number || token.letters <= 1 || token.letters > kLongestWord) return false;
    return token.capital || !is_link(lower);
}

/// A bit for a neighbouring word; one bit is kept for sentence ends and punctuation.
std::uint64_t neighbour_bit(std::string_view word) {
    return std::uint64_t{1} << (1 + (digest_of(word) >> 20) % 63);
}

}  // namespace

struct CandidateFinder::State {
    void find(std::string_view title, std::string_view body, std::vector<Candidate>& out) {
        analyzer_.analyze(title, body, document_);
        out.clear();
        const std::size_t count = std::min(document_.tokens.size(), kMostTokens);
        for (std::size_t first = 0; first < count; ++first) {
            for (std::size_t last = first; last < count && last < first + kLongestName; ++last) {
                if (last > first && !document_.tokens[last].joined) break;
                if (is_candidate(first, last)) out.push_back(candidate(first, last));
            }
        }
    }

    [[nodiscard]] bool is_candidate(std::size_t first, std::size_t last) const {
        const auto& tokens = document_.tokens;
        if (!is_term(tokens[first], document_.lower(tokens[first]))) return false;
        if (first == last) return !tokens[first].edge || is_name_part(tokens[first]);
        if (!is_term(tokens[last], document_.lower(tokens[last]))) return false;
        bool name = true;
        for (std::size_t i = first; i <= last; ++i) {
            if (tokens[i].number || tokens[i].letters > kLongestWord) return false;
            if (tokens[i].stop && !is_link(document_.lower(tokens[i]))) return false;
            name = name && (tokens[i].stop || is_name_part(tokens[i]));
        }
        if (name) return true;
        if (tokens[first].edge || tokens[last].edge) return false;
        if (last - first == 1) return true;
        return last - first < kLongestPhrase &&
               (tokens[first + 1].stop || (is_strong(tokens[first]) && is_strong(tokens[last])));
    }

    /// May begin and end what is longer than two words: "line of credit", "coal mine fire".
    static bool is_strong(const text::Token& token) { return !token.weak || token.content; }

    [[nodiscard]] Candidate candidate(std::size_t first, std::size_t last) const {
        const auto& tokens = document_.tokens;
        Candidate out;
        out.words = static_cast<int>(last - first + 1);
        out.place = static_cast<std::uint32_t>(first);
        out.weak = (first == last && tokens[first].weak) || tokens[first].edge || tokens[last].edge;
        out.part = first == last && (tokens[first].edge || tokens[first].content);
        for (std::size_t i = first; i <= last; ++i) {
            if (i > first) out.key += ' ';
            out.key += document_.stem(tokens[i]);
            out.case_known &= tokens[i].case_known;
        }
        out.surface =
            std::string_view(document_.text).substr(tokens[first].begin, tokens[last].end - tokens[first].begin);
        std::replace(out.surface.begin(), out.surface.end(), '\n', ' ');
        squeeze_spaces(out.surface);
        out.in_title = tokens[last].end <= document_.title_end;
        out.name = is_name(first, last);
        if (out.name) out.name_type = name_type(first, last);
        out.left = left_of(first);
        out.right = right_of(last);
        return out;
    }

    /// Capitals that nothing but a name explains. German writes every noun so: there it takes two words, or capitals
    /// only.
    [[nodiscard]] bool is_name(std::size_t first, std::size_t last) const {
        const auto& tokens = document_.tokens;
        for (std::size_t i = first; i <= last; ++i) {
            if (!tokens[i].stop && !is_name_part(tokens[i])) return false;
        }
        if (first == last && (tokens[first].weak || tokens[first].edge || tokens[first].content)) return false;
        return document_.language != "de" || last > first || is_acronym(document_.surface(tokens[first]));
    }

    static bool is_acronym(std::string_view surface) {
        return std::none_of(surface.begin(), surface.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    }

    [[nodiscard]] NameType name_type(std::size_t first, std::size_t last) const {
        const auto& tokens = document_.tokens;
        for (std::size_t i = first; i <= last; ++i) {
            if (is_organisation_word(document_.lower(tokens[i]))) return NameType::organisation;
        }
        if (last > first && is_person_title(document_.lower(tokens[first]))) return NameType::person;
        if (first == 0 || !tokens[first].joined) return NameType::unknown;
        const std::string_view before = document_.lower(tokens[first - 1]);
        if (is_person_title(before)) return NameType::person;
        if (!is_place_preposition(before)) return NameType::unknown;
        return first > 1 && is_holding(document_.lower(tokens[first - 2])) ? NameType::unknown : NameType::place;
    }

    /// The nearest word before, function words skipped: "the" before a name says nothing about where the name begins.
    [[nodiscard]] std::uint64_t left_of(std::size_t first) const {
        const auto& tokens = document_.tokens;
        while (first > 0 && tokens[first].joined) {
            if (!tokens[--first].stop) return neighbour(tokens[first]);
        }
        return kBoundary;
    }

    [[nodiscard]] std::uint64_t right_of(std::size_t last) const {
        const auto& tokens = document_.tokens;
        while (++last < tokens.size() && tokens[last].joined) {
            if (!tokens[last].stop) return neighbour(tokens[last]);
        }
        return kBoundary;
    }

    [[nodiscard]] std::uint64_t neighbour(const text::Token& token) const {
        return token.number ? neighbour_bit("0") : neighbour_bit(document_.stem(token));
    }

    static void squeeze_spaces(std::string& text) {
        text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
                   text.end());
    }

    text::Analyzer analyzer_;
    text::Document document_;
};

CandidateFinder::CandidateFinder() : state_(std::make_unique<State>()) {}
CandidateFinder::CandidateFinder(CandidateFinder&&) noexcept = default;
CandidateFinder& CandidateFinder::operator=(CandidateFinder&&) noexcept = default;
CandidateFinder::~CandidateFinder() = default;

void CandidateFinder::find(std::string_view title, std::string_view body, std::vector<Candidate>& out) {
    state_->find(title, body, out);
}

std::size_t CandidateFinder::length() const {
    return std::min(state_->document_.tokens.size(), kMostTokens);
}

std::string_view CandidateFinder::language() const {
    return state_->document_.language;
}

}  // namespace asterism::themes
