/// The built-in source of candidates: words, runs of two or three words and likely names of one article.
///
/// Thread safety: none; one per thread. Determinism: a fixed function of the texts (and of the ICU and Snowball
/// versions).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::themes {

/// What the words around or inside a name say of it.
enum class NameType : std::uint8_t { unknown, person, organisation, place };

/// The bit of `Candidate::left` and `right` for an end of a sentence and the like.
inline constexpr std::uint64_t kBoundary = 1;

struct Candidate {
    std::string key;      ///< what counts as the same term (stems joined by a space)
    std::string surface;  ///< how it stood in the text
    int words = 1;
    std::uint32_t place = 0;  ///< of its first word among all words of the text
    /// False where capitals were forced (headline, sentence start): another surface counts more.
    bool case_known = true;
    bool weak = false;      ///< shown only when a cluster has nothing better
    bool part = false;      ///< never shown by itself: a word of a stop-word list, which phrases may hold
    bool in_title = false;  ///< it stood in the title
    bool name = false;      ///< its capitals say that it is one
    NameType name_type = NameType::unknown;
    /// One bit each for the word before and the word after, by its hash; 0 when the source knows the term to be whole.
    /// A run of words that always has the same neighbour is a piece of something longer.
    std::uint64_t left = 0;
    std::uint64_t right = 0;
};

class CandidateFinder {
 public:
    CandidateFinder();
    CandidateFinder(CandidateFinder&&) noexcept;
    CandidateFinder& operator=(CandidateFinder&&) noexcept;
    ~CandidateFinder();

    /// Candidates of one article in the order of the text, repeated as often as they occur.
    void find(std::string_view title, std::string_view body, std::vector<Candidate>& out);
    /// Words of that article, function words too.
    [[nodiscard]] std::size_t length() const;
    /// ISO 639-1 code of the article last given to `find`; empty when not known.
    [[nodiscard]] std::string_view language() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace asterism::themes
