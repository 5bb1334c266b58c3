#include "themes/theme_builder.hpp"

#include <algorithm>
#include <map>

#include "base/threads.hpp"
#include "themes/labels.hpp"
#include "themes/term_counts.hpp"
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
    LocalNlpClient& nlp;
    ThemeOptions options;
    TermCounts counts;
    std::vector<LanguageCounts> languages;
    std::vector<LocalNlpClient::Candidate> candidates;
};

ThemeBuilder::ThemeBuilder(std::int32_t clusters, LocalNlpClient& nlp, const ThemeOptions& options)
    : state_(new State{
          nlp, options, TermCounts(clusters), std::vector<LanguageCounts>(static_cast<std::size_t>(clusters)), {}}) {}

ThemeBuilder::~ThemeBuilder() = default;

void ThemeBuilder::add(std::int32_t label, std::string_view title, std::string_view summary) {
    state_->candidates.clear();
    state_->nlp.candidates(title, summary, state_->candidates);
    state_->counts.add(label, state_->candidates);
    const std::string_view language = state_->nlp.language();
    if (label >= 0 && !language.empty()) ++state_->languages[static_cast<std::size_t>(label)][std::string(language)];
}

std::vector<Theme> ThemeBuilder::finish(const Observer& observer) {
    state_->counts.close();
    std::vector<Theme> themes(state_->languages.size());
    parallel_for(themes.size(), thread_count(state_->options.threads), observer, [&](std::size_t label, int) {
        Theme& theme = themes[label];
        theme.label_source = state_->nlp.name();
        theme.keywords = choose_keywords(state_->counts, static_cast<std::int32_t>(label), state_->options.keywords);
        theme.languages =
            languages_of(state_->languages[label], state_->counts.articles(static_cast<std::int32_t>(label)));
    });
    label_themes(themes);
    return themes;
}

}  // namespace asterism::themes
