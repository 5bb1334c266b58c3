#include "themes/theme_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace asterism::themes {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;
using testing::SizeIs;

struct Article {
    std::int32_t label;
    std::string title;
    std::string summary;
};

std::vector<Theme> themes_of(const std::vector<Article>& articles, std::int32_t clusters, int threads = 1) {
    ThemeBuilder builder(clusters, {.threads = threads});
    for (const auto& [label, title, summary] : articles)
        builder.add(label, title, summary);
    return builder.finish();
}

std::vector<std::string> terms(const Theme& theme) {
    std::vector<std::string> out;
    for (const auto& keyword : theme.keywords)
        out.push_back(keyword.term);
    return out;
}

/// News of our own in which the same phrases come back between changing words.
std::vector<Article> news(std::size_t count, std::uint32_t seed = 1) {
    const std::vector<std::string> subjects{"crude oil prices", "the coffee harvest", "Arctic ferry traffic"};
    const std::vector<std::vector<std::string>> details{
        {"barrels", "refinery margins", "OPEC ministers", "tanker rates", "pipelines", "drilling rigs",
         "Brent cargoes"},
        {"arabica beans", "growers", "frost", "roasters", "export quotas", "Santos warehouses", "plantations"},
        {"icebreakers", "harbour pilots", "passengers", "fjord crossings", "timetables", "Tromsø quays", "captains"}};
    const std::vector<std::string> frames{"report says", "ministers discuss", "analysts doubt", "concern about",
                                          "report on",   "talks over",        "outlook for"};
    std::mt19937 random(seed);
    std::vector<Article> out;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t k = i % 4;
        if (k == 3) {
            out.push_back({-1, "Weather report for day " + std::to_string(i), "Rain and wind, analysts said."});
            continue;
        }
        Article article{static_cast<std::int32_t>(k),
                        frames[random() % 7] + " " + subjects[k] + " " + frames[random() % 7], ""};
        for (int n = 0; n < 3; ++n)
            article.summary += "They " + frames[random() % 7] + " " + details[k][random() % 7] + " and " +
                               frames[random() % 7] + " it. ";
        out.push_back(article);
    }
    return out;
}

auto bytes_of(const std::vector<Theme>& themes) {
    std::vector<std::tuple<std::string, std::vector<std::string>, std::vector<double>, std::vector<std::string>>> out;
    for (const auto& theme : themes) {
        std::vector<double> scores;
        for (const auto& keyword : theme.keywords)
            scores.push_back(keyword.score);
        out.emplace_back(theme.label, terms(theme), scores, theme.languages);
    }
    return out;
}

TEST(ThemeBuilder, NamesClustersByWhatMarksThem) {
    const auto themes = themes_of(news(240), 3);
    EXPECT_THAT(terms(themes[0]),
                AllOf(Contains("crude oil prices"), Not(Contains("report")), Not(Contains("analysts"))));
    EXPECT_THAT(terms(themes[1]), Contains("coffee harvest"));
    EXPECT_THAT(terms(themes[2]), Contains("Arctic ferry traffic"));
    EXPECT_EQ(themes[0].label_source, "builtin");
    EXPECT_THAT(themes[0].languages, ElementsAre("en"));
}

TEST(ThemeBuilder, NamesSumsOfPartsAsIfTheyHadNeverBeenApart) {
    const std::vector<Article> articles = news(240);
    ThemeBuilder apart(6);
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const std::int32_t label = articles[i].label;
        apart.add(label < 0 ? -1 : 2 * label + static_cast<std::int32_t>(i / 4 % 2), articles[i].title,
                  articles[i].summary);
    }
    const std::vector<NlpSpan> spans{{"coffee harvest", ""}, {"Santos", "GPE"}};
    apart.add_spans(2, spans);
    apart.add_spans(3, spans);
    apart.merge(std::vector<std::int32_t>{0, 0, 1, 1, 2, 2}, 3);
    ThemeBuilder whole(3);
    for (const auto& [label, title, summary] : articles)
        whole.add(label, title, summary);
    whole.add_spans(1, spans);
    whole.add_spans(1, spans);
    EXPECT_EQ(bytes_of(apart.finish()), bytes_of(whole.finish()));
}

TEST(ThemeBuilder, TellsPartsFromWhatTheirGroupHasInCommon) {
    const std::vector<std::string> own{"turbines gusts", "panels rooftop", "striker penalty"};
    ThemeBuilder builder(4);
    for (int i = 0; i < 20; ++i) {
        for (std::int32_t label = 0; label < 3; ++label)
            builder.add(label, own[static_cast<std::size_t>(label)],
                        label < 2 ? "The renewable electricity grew." : "The referee whistled.");
        builder.add(3, "tides", "The renewable electricity grew.");
    }
    const auto parts = builder.name_parts(std::vector<std::int32_t>{0, 0, 1, 0}, 3);
    ASSERT_THAT(parts, SizeIs(3));
    EXPECT_THAT(terms(parts[0])[0], testing::AnyOf("turbines", "gusts"));
    EXPECT_THAT(terms(parts[1])[0], testing::AnyOf("panels", "rooftop"));
    EXPECT_THAT(terms(parts[2]), Contains("referee")) << "alone in its group, and told from all others only";
    builder.merge(std::vector<std::int32_t>{0, 0, 1, 0}, 2);
    EXPECT_THAT(terms(builder.finish()[0])[0], testing::AnyOf("renewable", "electricity", "renewable electricity"));
}

TEST(ThemeBuilder, GivesDescendingPositiveScoresAndAtMostTenKeywords) {
    for (const Theme& theme : themes_of(news(400), 3)) {
        EXPECT_LE(theme.keywords.size(), 10U);
        EXPECT_GE(theme.keywords.size(), 5U);
        for (std::size_t i = 0; i < theme.keywords.size(); ++i) {
            EXPECT_GT(theme.keywords[i].score, 0.0);
            EXPECT_LE(theme.keywords[i].score, theme.keywords[i == 0 ? 0 : i - 1].score);
        }
    }
}

TEST(ThemeBuilder, ShowsNoWordTwiceInOneCluster) {
    std::vector<Article> articles;
    for (int i = 0; i < 30; ++i) {
        articles.push_back(
            {0, "Korean exports and Korea's exporters", "Exporting Koreans export aluminium, aluminum."});
        articles.push_back({1, "The harvest", "Wheat and barley in store."});
    }
    for (const Theme& theme : themes_of(articles, 2)) {
        std::set<std::string> seen;
        for (const std::string& term : terms(theme))
            EXPECT_TRUE(seen.insert(term.substr(0, 4)).second) << term;
    }
}

TEST(ThemeBuilder, KeepsSentencesThatManyArticlesRepeatOutOfTheNames) {
    const std::vector<std::string> words{"planet",    "comet",  "orbit",  "eclipse",
                                         "telescope", "meteor", "galaxy", "nebula"};
    std::vector<Article> articles;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::string text = words[i % 8] + " and " + words[(i / 8) % 8] + " or " + words[(i + 3) % 8];
        articles.push_back({0, text, "Gazette subscribers receive exclusive morning newsletters."});
        articles.push_back({1, "Council closes bridge", "Repairs begin."});
    }
    EXPECT_THAT(terms(themes_of(articles, 2)[0]),
                AllOf(Contains("planet"), Not(Contains(testing::HasSubstr("newsletter")))));
}

TEST(ThemeBuilder, WritesForcedCapitalsAsTheWordsAreWrittenElsewhere) {
    std::vector<Article> articles;
    for (int i = 0; i < 12; ++i) {
        articles.push_back(
            {0, "OPEC CUTS OUTPUT", "The cartel OPEC met. Less output was " + std::to_string(i) + " agreed."});
        articles.push_back({1, "COFFEE FROST", "Growers fear frost."});
    }
    const auto themes = themes_of(articles, 2);
    EXPECT_THAT(terms(themes[0]), AllOf(Contains("OPEC"), Contains("output")));
    EXPECT_THAT(terms(themes[1]), Contains("frost"));
}

TEST(ThemeBuilder, FillsUpToFiveKeywordsFromWhateverWordsThereAre) {
    const auto themes = themes_of({{0, "apple pear plum cherry fig", ""}, {0, "apple pear plum cherry fig", ""}}, 1);
    EXPECT_THAT(themes[0].keywords, SizeIs(5));
    const auto few = themes_of({{0, "one apple today", ""}, {0, "", ""}}, 1);
    EXPECT_EQ(few[0].keywords[0].term, "apple");
}

/// Two directions: what the cluster is about, and what merely comes with it.
struct TwoDirections {
    std::vector<float> centroid{1, 0};
    std::set<std::string> near;

    ThemeVectors vectors() {
        return {{centroid.data(), 1, 2}, [this](std::span<const std::string> terms, std::span<float> rows) {
                    for (std::size_t i = 0; i < terms.size(); ++i) {
                        const bool close = near.contains(terms[i]);
                        rows[2 * i] = close ? 1.0F : 0.0F;
                        rows[2 * i + 1] = close ? 0.0F : 1.0F;
                    }
                }};
    }
};

TEST(ThemeBuilder, PrefersTermsWhoseVectorsLieNearTheCentroid) {
    std::vector<Article> articles;
    for (int i = 0; i < 12; ++i) {
        articles.push_back({0, "apple; pear; plum; cherry; quince", ""});
        articles.push_back({-1, "stone; sand; gravel; clay", ""});
    }
    const auto with = [&](ThemeVectors* vectors) {
        ThemeBuilder builder(1, {.keywords = 5, .threads = 1});
        for (const auto& [label, title, body] : articles)
            builder.add(label, title, body);
        return terms(builder.finish(vectors)[0]);
    };
    const std::vector<std::string> plain = with(nullptr);
    ASSERT_THAT(plain, SizeIs(5));
    TwoDirections directions{.centroid = {1, 0}, .near = {plain.back()}};
    ThemeVectors vectors = directions.vectors();
    EXPECT_EQ(with(&vectors).front(), plain.back());
}

TEST(ThemeBuilder, CallsAClusterWithoutAnyWordCluster) {
    const auto themes = themes_of({{0, "", ""}, {0, "12 34", "of the"}}, 2);
    EXPECT_EQ(themes[0].label, "cluster");
    EXPECT_EQ(themes[1].label, "cluster 2");
    EXPECT_TRUE(themes[0].keywords.empty());
    EXPECT_TRUE(themes[1].keywords.empty());
    EXPECT_TRUE(themes_of({}, 0).empty());
}

TEST(ThemeBuilder, GivesTheSameForAnyOrderOfArticlesAndAnyThreadCount) {
    std::vector<Article> articles = news(300);
    articles.push_back({0, "Ölpreise und die Förderung", "Die OPEC hat nicht mehr gefördert, weil der Preis fällt."});
    const auto expected = bytes_of(themes_of(articles, 3));
    std::mt19937 random(2);
    for (const int threads : {1, 2, 4}) {
        std::shuffle(articles.begin(), articles.end(), random);
        EXPECT_EQ(bytes_of(themes_of(articles, 3, threads)), expected);
    }
}

TEST(ThemeBuilder, GivesEveryClusterItsOwnLabel) {
    std::vector<Article> articles;
    for (int i = 0; i < 40; ++i)
        articles.push_back({i % 4, "apple orchard frost", "pear"});
    std::set<std::string> labels;
    for (const Theme& theme : themes_of(articles, 4))
        EXPECT_TRUE(labels.insert(theme.label).second) << theme.label;
}

TEST(ThemeBuilder, NamesClustersInManyLanguages) {
    std::vector<Article> articles;
    for (int i = 0; i < 9; ++i) {
        articles.push_back(
            {0, "Der Rat sperrt die Brücke", "Die Brücken sind nicht sicher, weil das Geld für die Pfeiler fehlt."});
        articles.push_back({1, "中国经济增长", "因为经济增长，所以市场扩大了。"});
        articles.push_back(
            {2, "Выборы в городе", "На выборах голосовали все, потому что выборы были важны для города."});
    }
    const auto themes = themes_of(articles, 3);
    EXPECT_THAT(themes[0].languages, ElementsAre("de"));
    EXPECT_THAT(terms(themes[0]), AllOf(Contains("Brücke"), Not(Contains("nicht"))));
    EXPECT_THAT(themes[1].languages, ElementsAre("zh"));
    EXPECT_THAT(terms(themes[1]), Each(Not(testing::AnyOf("因为", "所以"))));
    EXPECT_FALSE(themes[1].keywords.empty());
    EXPECT_THAT(themes[2].languages, ElementsAre("ru"));
    EXPECT_THAT(terms(themes[2]), Not(Contains("потому")));
}

}  // namespace
}  // namespace asterism::themes
