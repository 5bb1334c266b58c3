/// In how many articles of each cluster every term and every surface of it occurs.
///
/// Counts are document frequencies: an article counts once per term, with one surface. Memory: 12 bytes for each
/// distinct (cluster, surface) pair, the strings once, and a log of at most 64 MiB. Determinism: integers only; what is
/// read out does not depend on the order of `add`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/string_pool.hpp"
#include "themes/candidate_finder.hpp"
#include "themes/word_windows.hpp"

namespace asterism::themes {

using TermId = std::uint32_t;

/// One term within one cluster.
struct TermCount {
    TermId term;
    std::uint32_t articles;          ///< that have it in a form which may be shown
    std::uint32_t titles;            ///< of these articles, how many have it in the title
    std::string_view surface;        ///< the one to show
    bool case_known;                 ///< of that surface
    std::uint32_t surface_articles;  ///< of these articles, how many have that surface
};

class TermCounts {
 public:
    explicit TermCounts(std::int32_t clusters) : articles_(static_cast<std::size_t>(clusters) + 1, 0) {}

    /// One article: `label` as ThemeBuilder::add takes it.
    void add(std::int32_t label, const std::vector<Candidate>& candidates);
    /// The single words of the article last added, in the order of its text.
    [[nodiscard]] const std::vector<WordAt>& words_of_last() const { return words_of_last_; }
    /// No more articles come: sorts and sums. Must be called before what follows.
    void close();
    /// From now on the articles of label l are those of into[l], one of so many new labels.
    void merge(std::span<const std::int32_t> into, std::int32_t clusters);

    [[nodiscard]] std::int64_t articles() const;
    [[nodiscard]] std::int64_t clusters() const { return std::ssize(articles_) - 1; }
    [[nodiscard]] std::int64_t articles(std::int32_t label) const {
        return articles_[static_cast<std::size_t>(label + 1)];
    }
    [[nodiscard]] std::int64_t articles_with(TermId term) const { return term_articles_[term]; }
    /// Of these, those that have it in a form which may be shown: "interests" and not "interest".
    [[nodiscard]] std::int64_t articles_showing(TermId term) const { return term_articles_[term] - facts_[term].parts; }
    /// How often it stands in all texts; of single words together: `occurrences()`.
    [[nodiscard]] std::int64_t occurrences(TermId term) const { return facts_[term].occurrences; }
    [[nodiscard]] std::int64_t occurrences() const { return occurrences_; }
    /// In nearly every article of nearly all clusters, of two at least, or of the only one and of the noise beside it:
    /// it tells none from the others.
    [[nodiscard]] bool is_everywhere(TermId term) const { return facts_[term].everywhere; }
    [[nodiscard]] std::string_view key(TermId term) const { return terms_[term]; }
    [[nodiscard]] std::optional<TermId> find(std::string_view key) const { return terms_.find(key); }
    [[nodiscard]] int words(TermId term) const { return facts_[term].words; }
    /// Weak in most of its articles: a word may be weak in one language and not in another.
    [[nodiscard]] bool weak(TermId term) const { return 2 * facts_[term].weak > articles_showing(term); }
    /// In most of its articles a word that is never shown by itself.
    [[nodiscard]] bool is_part(TermId term) const { return 2 * facts_[term].parts > articles_with(term); }
    /// A name in most of the articles that tell by their capitals.
    [[nodiscard]] bool is_name(TermId term) const {
        return facts_[term].names >= 2 && 2 * facts_[term].names > facts_[term].known;
    }
    /// What most of its occurrences that tell say; ties go to the type named first.
    [[nodiscard]] NameType name_type(TermId term) const;
    /// About how many different words stand before it, and after it (the fewer of the two); many when it is known
    /// whole. A sentence that begins or ends with it counts as one more word each time, since nothing longer runs on
    /// there; one that is nothing else counts as none. Source: Feng et al., "Accessor Variety Criteria for Chinese Word
    /// Extraction", Computational Linguistics 30, 2004.
    [[nodiscard]] int neighbours(TermId term) const;

    /// The term's most frequent surface of known case anywhere; empty when its case was forced on every occurrence.
    [[nodiscard]] std::string_view written(TermId term) const;

    /// Adds to sums[term], for every term of one cluster, the articles that have it in a form which may be shown.
    void add_articles(std::int32_t label, std::unordered_map<TermId, std::uint32_t>& sums) const;
    /// Every term of one cluster that may be shown, ordered by key.
    [[nodiscard]] std::vector<TermCount> of_cluster(std::int32_t label) const;

 private:
    struct Count {
        std::uint64_t key;  ///< (label + 1) << 32 | surface << 2 | case known << 1 | in title
        std::uint32_t articles;
    };
    struct Occurrence {
        std::uint64_t key;  ///< term << 32 | surface << 2 | case known << 1 | in title
        bool weak;
        bool part;
        bool name;
        NameType type;
    };
    static constexpr std::uint32_t kNoSurface = ~std::uint32_t{0};
    struct Facts {
        std::uint64_t left = 0;
        std::uint64_t right = 0;
        std::uint32_t occurrences = 0;
        std::uint32_t first = 0;               ///< occurrences that begin a longer sentence
        std::uint32_t last = 0;                ///< occurrences that end one
        std::uint32_t weak = 0;                ///< articles
        std::uint32_t parts = 0;               ///< articles
        std::uint32_t known = 0;               ///< articles in which its case is known
        std::uint32_t names = 0;               ///< of these, in which it is a name
        std::array<std::uint32_t, 3> types{};  ///< articles, by NameType from person on
        std::uint32_t written = kNoSurface;
        std::int32_t words = 0;
        bool everywhere = false;
    };
    TermId intern_term(const Candidate& candidate);
    void compress();
    void choose_written();
    void find_everywhere();
    void count_facts(std::span<const Occurrence> of_one_term);
    [[nodiscard]] std::span<const Count> counts_of(std::int32_t label) const;
    [[nodiscard]] static std::uint32_t surface_id(const Count& count) {
        return static_cast<std::uint32_t>(count.key & 0xFFFFFFFF) >> 2;
    }
    [[nodiscard]] std::string_view surface(std::uint32_t id) const { return surfaces_[id].substr(sizeof(TermId)); }

    text::StringPool terms_;
    std::vector<Facts> facts_;   ///< by term
    text::StringPool surfaces_;  ///< 4 bytes of term id, then the surface
    std::vector<TermId> surface_terms_;
    std::vector<bool> surface_parts_;     ///< never shown by itself: decided by the surface alone
    std::vector<std::uint64_t> log_;      ///< one Count::key for each occurrence not yet summed
    std::vector<Count> counts_;           ///< sorted by key
    std::vector<std::int64_t> articles_;  ///< by label + 1
    std::vector<std::int64_t> term_articles_;
    std::int64_t occurrences_ = 0;             ///< of single words
    std::vector<Occurrence> of_this_article_;  ///< scratch of `add`
    std::vector<WordAt> words_of_last_;
};

}  // namespace asterism::themes
