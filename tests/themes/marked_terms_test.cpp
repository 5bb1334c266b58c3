// Subjects made of stop words, words that are everywhere, and words with and without a prefix, in texts of our own.
#include "themes/marked_terms.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "text/unicode.hpp"
#include "text/visible.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::themes {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

using Words = std::vector<std::string>;

struct Subject {
    std::string phrase;
    Words words;  ///< that come with it
};

std::string filled(std::string text, const std::string& mark, const std::string& with) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
    return text;
}

/// `count` articles about one subject: titles and sentences in turns, each with other words.
void add_articles(ThemeBuilder& builder, std::int32_t label, const Subject& subject, int count) {
    static const Words titles{"Oslo worries about %s", "%S again in Lima", "New thoughts about %s", "Perth debates %s",
                              "%S: what Quito has learned"};
    static const Words sentences{"The %a spoke of %s and %b.", "%S came up when the %a met the %b.",
                                 "Nobody expected %s to change the %a.", "They saw the %a near the %b.",
                                 "With %s came the %a."};
    std::string capital = subject.phrase;
    capital[0] = static_cast<char>(capital[0] - 32);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const auto fill = [&](std::string text) {
            text = filled(filled(std::move(text), "%s", subject.phrase), "%S", capital);
            text = filled(std::move(text), "%a", subject.words[i % subject.words.size()]);
            return filled(std::move(text), "%b", subject.words[(3 * i + 1) % subject.words.size()]);
        };
        builder.add(label, fill(titles[i % titles.size()]),
                    fill(sentences[i % sentences.size()] + " " + sentences[(i + 2) % sentences.size()]));
    }
}

std::vector<Theme> themes_of(const std::vector<Subject>& subjects, int articles) {
    ThemeBuilder builder(static_cast<std::int32_t>(subjects.size()), {.threads = 1});
    for (std::size_t label = 0; label < subjects.size(); ++label)
        add_articles(builder, static_cast<std::int32_t>(label), subjects[label], articles);
    return builder.finish();
}

/// Titles of three words of each list, in turns.
std::vector<Theme> themes_of_titles(const std::vector<Words>& clusters, const std::string& around) {
    ThemeBuilder builder(static_cast<std::int32_t>(clusters.size()), {.threads = 1});
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        const Words& words = clusters[label];
        for (std::size_t i = 0; i < 30; ++i)
            builder.add(static_cast<std::int32_t>(label),
                        fmt::format("{} {}, {}; {}", around, words[i % words.size()], words[(i * 7 + 1) % words.size()],
                                    words[(i * 3 + 2) % words.size()]),
                        "");
    }
    return builder.finish();
}

Words terms(const Theme& theme) {
    Words out;
    for (const Keyword& keyword : theme.keywords)
        out.push_back(text::lower(keyword.term));
    return out;
}

const std::vector<Subject> kSubjects{
    {"interest rates", {"bank", "loans", "mortgage", "savers", "borrowers", "deposits", "lenders"}},
    {"forest fire", {"pines", "smoke", "helicopters", "villagers", "drought", "hills", "flames"}},
    {"operating system", {"kernel", "drivers", "laptops", "updates", "memory", "files", "desktop"}},
    {"side effects", {"patients", "drug", "doses", "nausea", "trial", "doctors", "pills"}},
    {"mine workers", {"coal", "strike", "union", "shafts", "wages", "pits", "helmets"}},
    {"bill of rights", {"constitution", "amendments", "judges", "congress", "liberty", "citizens", "courts"}}};

const std::vector<Subject> kMoreSubjects{
    {"fire department", {"trucks", "station", "hoses", "chief", "alarm", "rescue", "ladders"}},
    {"system administration", {"servers", "backups", "passwords", "scripts", "shells", "networks", "disks"}},
    {"call center", {"agents", "headsets", "customers", "phones", "queues", "complaints", "shifts"}},
    {"steel mill", {"furnaces", "ore", "slabs", "foundry", "scrap", "smelter", "coils"}},
    {"talk show", {"host", "guests", "studio", "audience", "television", "jokes", "ratings"}},
    {"first aid", {"bandages", "wounds", "courses", "kits", "bleeding", "ambulance", "burns"}},
    {"front line", {"soldiers", "trenches", "shelling", "brigade", "artillery", "villages", "generals"}},
    {"back pain", {"spine", "posture", "muscles", "exercises", "chairs", "lifting", "nerves"}},
    {"conflict of interest", {"ethics", "officials", "contracts", "gifts", "lawmakers", "inquiry", "scandal"}},
    {"world order", {"diplomats", "powers", "alliances", "summit", "treaties", "hegemony", "nations"}}};

TEST(MarkedTerms, KeepTheStopWordsOfASubject) {
    for (const auto& subjects : {kSubjects, kMoreSubjects}) {
        for (const int articles : {6, 15, 40}) {
            const std::vector<Theme> themes = themes_of(subjects, articles);
            for (std::size_t i = 0; i < subjects.size(); ++i) {
                EXPECT_THAT(terms(themes[i]), Contains(subjects[i].phrase)) << articles << " articles";
                EXPECT_THAT(text::lower(themes[i].label), HasSubstr(subjects[i].phrase));
            }
        }
    }
}

TEST(MarkedTerms, KeepSingleStopWordsOut) {
    for (const Theme& theme : themes_of(kSubjects, 15)) {
        for (const char* word : {"interest", "fire", "system", "side", "mine", "bill", "of"})
            EXPECT_THAT(terms(theme), Not(Contains(word)));
    }
    const auto lone =
        themes_of({{"fire", {"pines", "smoke", "hills", "drought"}}, {"mine", {"coal", "ore", "pits"}}}, 12);
    EXPECT_THAT(terms(lone[0]), Each(Not("fire")));
    EXPECT_THAT(terms(lone[1]), Each(Not("mine")));
}

TEST(MarkedTerms, MakeNoPhraseOfAStopWordThatStandsBesideOthersByChance) {
    std::vector<Subject> subjects = kSubjects;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        for (const char* chance : {"fire", "system", "bill"})
            subjects[i].words.push_back(subjects[i].words[i % 3] + " " + chance);  // "coal fire", "loans system"
    }
    const auto themes = themes_of(subjects, 40);
    EXPECT_THAT(terms(themes[4]), AllOf(Contains("mine workers"), Not(Contains("union bill"))));
    EXPECT_THAT(terms(themes[0]), Contains("interest rates"));
}

TEST(MarkedTerms, KnowAPhraseOfACollectionThatIsAboutNothingElse) {
    EXPECT_THAT(terms(themes_of({kSubjects[0]}, 20)[0]), Contains("interest rates"));
}

TEST(MarkedTerms, LeaveOutWhatStandsInNearlyEveryArticleOfAllClusters) {
    ThemeBuilder builder(6, {.threads = 1});
    for (std::int32_t label = 0; label < 6; ++label) {
        const Words& words = kSubjects[static_cast<std::size_t>(label)].words;
        for (std::size_t i = 0; i < 20; ++i) {
            const std::string& word = words[i % words.size()];
            const std::string& other = words[(i + 1 + i / 7) % words.size()];
            builder.add(label, "Bank report on rates",
                        i % 10 == 0 ? "Of " + word + ", " + other : "A bank paid a sum for " + word + " or " + other);
            builder.add(-1, "Rain in Oslo", "Wind and rain, with sun near " + word);
        }
    }
    const std::vector<Theme> themes = builder.finish();
    for (std::size_t i = 1; i < themes.size(); ++i) {
        EXPECT_THAT(terms(themes[i]), Each(Not(AnyOf("bank", "rates", "sum", "report", "paid", "bank report"))));
        EXPECT_GE(themes[i].keywords.size(), 5U);
        EXPECT_THAT(themes[i].label, Not(HasSubstr("ank")));
    }
}

TEST(MarkedTerms, FindAPhraseWhoseOneWordIsEverywhere) {
    std::vector<Subject> subjects = kSubjects;
    for (Subject& subject : subjects)
        for (std::string& word : subject.words)
            word += " and rates";
    const auto themes = themes_of(subjects, 20);
    EXPECT_THAT(terms(themes[0]), AllOf(Contains("interest rates"), Not(Contains("rates"))));
    EXPECT_THAT(terms(themes[1]), Not(Contains("rates")));
}

/// Articles in which every word of the cluster stands with each prefix in turns, most often with the second one.
std::vector<Theme> prefixed(const std::vector<Words>& clusters, const Words& prefixes, const Words& sentences) {
    ThemeBuilder builder(static_cast<std::int32_t>(clusters.size()), {.threads = 1});
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        for (std::size_t i = 0; i < 24; ++i) {
            std::string text;
            for (std::size_t k = 0; k < clusters[label].size(); ++k) {
                const std::string& prefix = prefixes[(i + k) % 3 == 0 ? 1 : (i / 2 + k) % prefixes.size()];
                text += filled(sentences[(i + k) % sentences.size()], "%", prefix + clusters[label][k]);
            }
            builder.add(static_cast<std::int32_t>(label), "", text);
        }
    }
    return builder.finish();
}

void expect_each_word_once(const std::vector<Theme>& themes, const std::vector<Words>& clusters,
                           const Words& prefixes) {
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        const Words shown = terms(themes[label]);
        for (const std::string& word : clusters[label]) {
            const auto holds = [&](const std::string& term) { return term.find(word) != std::string::npos; };
            EXPECT_EQ(std::ranges::count_if(shown, holds), 1) << word << " in " << testing::PrintToString(shown);
            EXPECT_THAT(shown, Contains(prefixes[1] + word)) << "the most frequent form";
        }
    }
}

TEST(MarkedTerms, ShowAHebrewWordOnceWhateverIsWrittenTogetherWithIt) {
    const std::vector<Words> clusters{{"גשר", "נהר", "תנועה", "עיריה"}, {"קפה", "כפור", "יבול", "חקלאי"}};
    const Words prefixes{"", "ה", "ו", "וה", "ב", "ל", "מה"};
    const Words sentences{"אנשים ראו % אתמול. ", "לא היה % לפני שנה. ", "הם כתבו על % פעם אחת. "};
    expect_each_word_once(prefixed(clusters, prefixes, sentences), clusters, prefixes);
}

TEST(MarkedTerms, ShowAnArabicWordOnceWhateverIsWrittenTogetherWithIt) {
    const std::vector<Words> clusters{{"جسر", "نهر", "وزير", "سوق"}, {"قهوة", "صقيع", "محصول", "مزارع"}};
    const Words prefixes{"", "ال", "و", "وال", "ب", "بال", "فال"};
    const Words sentences{"رأى الناس % أمس. ", "لم يكن % قبل عام. ", "كتبوا عن % مرة واحدة. "};
    expect_each_word_once(prefixed(clusters, prefixes, sentences), clusters, prefixes);
}

TEST(MarkedTerms, HoldNoHiddenCharacter) {
    ThemeBuilder builder(2, {.threads = 1});
    for (int i = 0; i < 12; ++i) {
        builder.add(0, "Old brid\u202Ege of Bris\u200Btol",
                    "Storm\u2066 closed the bridge near\U000E0041 Bristol\u200D.");
        builder.add(1, "Coffee\u2028harvest", "Frost\uFE0F came\u3164 to the cof\u00ADfee harvest\x1b[31m in Santos.");
    }
    for (const Theme& theme : builder.finish()) {
        EXPECT_FALSE(text::first_hidden(theme.label)) << theme.label;
        for (const Keyword& keyword : theme.keywords)
            EXPECT_FALSE(text::first_hidden(keyword.term)) << keyword.term;
        for (const Entity& entity : theme.entities)
            EXPECT_FALSE(text::first_hidden(entity.text)) << entity.text;
        EXPECT_THAT(terms(theme), Contains(AnyOf("bridge", "coffee", "coffee harvest", "old bridge")));
    }
}

TEST(MarkedTerms, HebrewStopWordsNameNothingInTitlesFullOfLatinNames) {
    for (const char* around : {"", "Apple Google Nvidia Intel Tesla Netflix"}) {
        const auto themes = themes_of_titles({{"הבנק", "יותר", "הריבית", "על", "שעל", "הבורסה", "ועוד"},
                                              {"השוער", "שלנו", "הקבוצה", "כי", "שלא", "הגביע", "ועל"}},
                                             around);
        for (const Theme& theme : themes)
            for (const char* word : {"יותר", "על", "שעל", "ועוד", "שלנו", "כי", "שלא", "ועל"})
                EXPECT_THAT(terms(theme), Not(Contains(word))) << around;
    }
}

TEST(MarkedTerms, AnArabicWordStandsOnceAndWithoutItsConjunction) {
    for (const char* around : {"", "Apple Google Nvidia Intel Tesla Netflix"}) {
        const auto themes = themes_of_titles(
            {{"القمر", "والقمر", "هبطت", "وهبطت", "الصاروخ"}, {"المدرب", "والمدرب", "خسر", "وخسر", "الفريق"}}, around);
        for (const auto& [label, bare] :
             {std::pair(0, "القمر"), std::pair(0, "هبطت"), std::pair(1, "المدرب"), std::pair(1, "خسر")}) {
            const Words shown = terms(themes.at(static_cast<std::size_t>(label)));
            EXPECT_THAT(shown, Contains(bare)) << around;
            EXPECT_THAT(shown, Not(Contains(std::string("و") + bare))) << around;
        }
    }
}

}  // namespace
}  // namespace asterism::themes
