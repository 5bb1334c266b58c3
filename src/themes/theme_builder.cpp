#include "themes/theme_builder.hpp"

#include <algorithm>
#include <map>

#include "base/threads.hpp"
#include "themes/candidate_finder.hpp"
#include "themes/labels.hpp"
#include "themes/nlp_lexicon.hpp"
#include "themes/term_counts.hpp"
#include "themes/theme_entities.hpp"
#include "themes/theme_keywords.hpp"

namespace asterism::themes {
namespace {

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
    ThemeOptions options;
    CandidateFinder finder;
    TermCounts counts;
    WordWindows windows;
    std::vector<LanguageCounts> languages;
    std::vector<NlpLexicon> lexicons;
    std::vector<Candidate> candidates;

    [[nodiscard]] Theme theme_of(std::size_t index, const ThemeVectors* vectors) const {
        const auto label = static_cast<std::int32_t>(index);
        const NlpLexicon& lexicon = lexicons[index];
        Theme theme;
        theme.label_source = lexicon.articles() > 0 ? "spacy" : "builtin";
        theme.keywords = choose_keywords(counts, windows, label, lexicon, options, vectors);
        theme.entities =
            lexicon.articles() > 0 ? lexicon.entities(kMostEntities) : choose_entities(counts, label, options.score);
        theme.languages = languages_of(languages[index], counts.articles(label));
        return theme;
    }
};

ThemeBuilder::ThemeBuilder(std::int32_t clusters, const ThemeOptions& options)
    : state_(new State{options,
                       {},
                       TermCounts(clusters),
                       WordWindows(clusters),
                       std::vector<LanguageCounts>(static_cast<std::size_t>(clusters)),
                       std::vector<NlpLexicon>(static_cast<std::size_t>(clusters)),
                       {}}) {}

ThemeBuilder::~ThemeBuilder() = default;

void ThemeBuilder::add(std::int32_t label, std::string_view title, std::string_view body) {
    state_->finder.find(title, body, state_->candidates);
    state_->counts.add(label, state_->candidates);
    state_->windows.add(label, state_->counts.words_of_last(), state_->finder.length());
    const std::string_view language = state_->finder.language();
    if (label >= 0 && !language.empty()) ++state_->languages[static_cast<std::size_t>(label)][std::string(language)];
}

void ThemeBuilder::add_spans(std::int32_t label, std::span<const NlpSpan> spans) {
    state_->lexicons[static_cast<std::size_t>(label)].add(spans);
}

std::vector<Theme> ThemeBuilder::finish(const ThemeVectors* vectors, const Observer& observer) {
    state_->counts.close();
    std::vector<Theme> themes(state_->languages.size());
    parallel_for(themes.size(), thread_count(state_->options.threads), observer,
                 [&](std::size_t label, int) { themes[label] = state_->theme_of(label, vectors); });
    label_themes(themes);
    return themes;
}

}  // namespace asterism::themes
