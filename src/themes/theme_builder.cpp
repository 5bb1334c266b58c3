#include "themes/theme_builder.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/threads.hpp"
#include "themes/candidate_finder.hpp"
#include "themes/labels.hpp"
#include "themes/nlp_lexicon.hpp"
#include "themes/term_counts.hpp"
#include "themes/term_scorer.hpp"
#include "themes/theme_entities.hpp"
#include "themes/theme_keywords.hpp"

namespace asterism::themes {
namespace {

constexpr std::size_t kBatch = 256;  ///< articles: enough work to share, little memory

using LanguageCounts = std::map<std::string, std::int64_t, std::less<>>;

/// Most frequent first. A language of less than a tenth of the articles is more likely a wrong guess at short texts.
std::vector<std::string> languages_of(const LanguageCounts& counts, std::int64_t articles) {
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [code, count] : counts) {
        if (count * 10 >= articles) order.emplace_back(-count, code);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> out;
    for (auto& [minus_count, code] : order)
        out.push_back(std::move(code));
    return out;
}

}  // namespace

struct ThemeBuilder::State {
    State(std::int32_t clusters, const ThemeOptions& given)
        : options(given),
          threads(thread_count(given.threads)),
          finders(static_cast<std::size_t>(threads)),
          counts(clusters),
          windows(clusters),
          languages(static_cast<std::size_t>(clusters)),
          lexicons(static_cast<std::size_t>(clusters)) {}

    /// An article on its way through a batch.
    struct Article {
        std::int32_t label = -1;
        std::string title;
        std::string body;
        std::vector<Candidate> candidates;
        std::size_t length = 0;
        std::string language;
    };

    ThemeOptions options;
    int threads;
    std::vector<CandidateFinder> finders;  ///< one for each worker
    std::vector<Article> batch;
    TermCounts counts;
    WordWindows windows;
    std::vector<LanguageCounts> languages;
    std::vector<NlpLexicon> lexicons;
    bool closed = false;

    /// Finds the batch's candidates on all threads, then counts them.
    void count_batch() {
        parallel_for(batch.size(), threads, [&](std::size_t i, int worker) {
            Article& article = batch[i];
            CandidateFinder& finder = finders[static_cast<std::size_t>(worker)];
            finder.find(article.title, article.body, article.candidates);
            article.length = finder.length();
            article.language = finder.language();
        });
        for (const Article& article : batch) {
            counts.add(article.label, article.candidates);
            windows.add(article.label, counts.words_of_last(), article.length);
            if (article.label >= 0 && !article.language.empty())
                ++languages[static_cast<std::size_t>(article.label)][article.language];
        }
        batch.clear();
    }

    /// All articles are counted.
    void close() {
        if (closed) return;
        count_batch();
        counts.close();
        closed = true;
    }

    [[nodiscard]] Theme theme_of(std::size_t index, const ThemeVectors* vectors,
                                 const TermGroup* group = nullptr) const {
        const auto label = static_cast<std::int32_t>(index);
        const NlpLexicon& lexicon = lexicons[index];
        Theme theme;
        theme.label_source = lexicon.articles() > 0 ? "spacy" : "builtin";
        theme.languages = languages_of(languages[index], counts.articles(label));
        theme.keywords = choose_keywords(counts, windows, label, lexicon, theme.languages, options, vectors, group);
        theme.entities =
            lexicon.articles() > 0 ? lexicon.entities(kMostEntities) : choose_entities(counts, label, options.score);
        return theme;
    }
};

ThemeBuilder::ThemeBuilder(std::int32_t clusters, const ThemeOptions& options)
    : state_(std::make_unique<State>(clusters, options)) {}

ThemeBuilder::~ThemeBuilder() = default;

void ThemeBuilder::add(std::int32_t label, std::string_view title, std::string_view body) {
    auto& article = state_->batch.emplace_back();
    article.label = label;
    article.title = title;
    article.body = body;
    if (state_->batch.size() == kBatch) state_->count_batch();
}

void ThemeBuilder::add_spans(std::int32_t label, std::span<const NlpSpan> spans) {
    state_->lexicons[static_cast<std::size_t>(label)].add(spans);
}

std::vector<Theme> ThemeBuilder::name_parts(std::span<const std::int32_t> group, std::size_t parts,
                                            const ThemeVectors* vectors, const Observer& observer) {
    state_->close();
    const TermCounts& counts = state_->counts;
    std::vector<std::vector<std::size_t>> members;  // labels, by group
    for (std::size_t label = 0; label < group.size(); ++label) {
        const auto its = static_cast<std::size_t>(group[label]);
        members.resize(std::max(members.size(), its + 1));
        members[its].push_back(label);
    }
    std::vector<Theme> themes(parts);
    parallel_for(members.size(), state_->threads, observer, [&](std::size_t its, int) {
        if (members[its].empty() || members[its].front() >= parts) return;
        std::unordered_map<TermId, std::uint32_t> articles_with;
        std::int64_t articles = 0;
        for (const std::size_t label : members[its]) {
            counts.add_articles(static_cast<std::int32_t>(label), articles_with);
            articles += counts.articles(static_cast<std::int32_t>(label));
        }
        const TermGroup whole{articles_with, static_cast<double>(articles)};
        for (const std::size_t label : members[its])
            if (label < parts) themes[label] = state_->theme_of(label, vectors, &whole);
    });
    return themes;
}

void ThemeBuilder::merge(std::span<const std::int32_t> into, std::int32_t clusters) {
    state_->close();
    state_->counts.merge(into, clusters);
    state_->windows.merge(into, clusters);
    std::vector<LanguageCounts> languages(static_cast<std::size_t>(clusters));
    std::vector<NlpLexicon> lexicons(static_cast<std::size_t>(clusters));
    for (std::size_t label = 0; label < into.size(); ++label) {
        const auto its = static_cast<std::size_t>(into[label]);
        for (const auto& [code, articles] : state_->languages[label])
            languages[its][code] += articles;
        lexicons[its].add(state_->lexicons[label]);
    }
    state_->languages = std::move(languages);
    state_->lexicons = std::move(lexicons);
}

std::vector<Theme> ThemeBuilder::finish(const ThemeVectors* vectors, const Observer& observer) {
    state_->close();
    std::vector<Theme> themes(state_->languages.size());
    parallel_for(themes.size(), state_->threads, observer,
                 [&](std::size_t label, int) { themes[label] = state_->theme_of(label, vectors); });
    label_themes(themes);
    return themes;
}

}  // namespace asterism::themes
