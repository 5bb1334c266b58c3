#include "themes/keyword_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace asterism::themes {
namespace {

using ::testing::ElementsAre;

/// Contenders a, b, c, ... whose words are terms 0, 1, 2, ...; their stems are told apart by long names.
std::vector<Contender> contenders(std::initializer_list<double> relevance) {
    static constexpr std::array<std::string_view, 6> kStems{"anchor",  "basilica", "cucumber",
                                                            "dolphin", "elephant", "falcon"};
    std::vector<Contender> out;
    for (const double value : relevance) {
        const std::size_t i = out.size();
        out.push_back({std::string(kStems[i]), value, {kStems[i]}, {static_cast<TermId>(i)}, false});
    }
    return out;
}

std::vector<std::string> terms(const std::vector<Contender>& chosen) {
    std::vector<std::string> out;
    for (const Contender& contender : chosen)
        out.push_back(contender.term);
    return out;
}

/// Articles of cluster 0, each a row of neighbouring words; every word far from those of other rows.
WordWindows windows(std::initializer_list<std::vector<TermId>> articles) {
    WordWindows out(1);
    for (const auto& article : articles) {
        std::vector<WordAt> words;
        for (const TermId term : article)
            words.push_back({term, static_cast<std::uint32_t>(words.size())});
        out.add(0, words, 100);
    }
    return out;
}

TEST(Alike, TakesFormsOfAWordForOne) {
    EXPECT_TRUE(alike("korea", "korean"));
    EXPECT_TRUE(alike("aluminium", "aluminum"));
    EXPECT_TRUE(alike("oil", "oil"));
    EXPECT_FALSE(alike("oil", "oils"));  // too short to tell: "car", "care"
    EXPECT_FALSE(alike("president", "prelude"));
}

TEST(ChooseTogether, TakesTheMostRelevantWhereNothingStandsTogether) {
    const auto apart = windows({{0}, {1}, {2}, {3}});
    EXPECT_THAT(terms(choose_together(contenders({0.3, 1.0, 0.2, 0.6}), 2, apart, 0, nullptr)),
                ElementsAre("basilica", "dolphin"));
}

TEST(ChooseTogether, PrefersWhatStandsWithTheOthers) {
    // anchor, basilica and dolphin stand together all the time; cucumber marks the cluster more, but stands alone.
    const auto together = windows({{0, 1, 3}, {1, 0, 3}, {3, 1, 0}, {2}, {2}});
    EXPECT_THAT(terms(choose_together(contenders({1.0, 0.9, 0.7, 0.5}), 3, together, 0, nullptr)),
                ElementsAre("anchor", "basilica", "dolphin"));
}

/// Relevance against the best, and three times each one's mean association with the others: what the choice maximises
/// where there are neither vectors nor phrases.
double value(const std::vector<Contender>& all, const std::vector<std::size_t>& chosen, const WordWindows& windows) {
    std::vector<TermId> words;
    double best = 0;
    for (const Contender& contender : all) {
        words.push_back(contender.words[0]);
        best = std::max(best, contender.relevance);
    }
    const std::vector<float> pairs = windows.associations(0, words);
    double sum = 0;
    for (const std::size_t i : chosen) {
        sum += all[i].relevance / best;
        for (const std::size_t j : chosen) {
            if (i != j)
                sum += 3.0 * static_cast<double>(pairs[i * all.size() + j]) / static_cast<double>(chosen.size() - 1);
        }
    }
    return sum;
}

TEST(ChooseTogether, LeavesNoExchangeThatWouldHelp) {
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        std::uniform_real_distribution<double> relevance(0.1, 1.0);
        auto all = contenders({relevance(random), relevance(random), relevance(random), relevance(random),
                               relevance(random), relevance(random)});
        WordWindows windows(1);
        for (int article = 0; article < 12; ++article) {
            std::vector<WordAt> words;
            for (std::uint32_t place = 0; place < 3; ++place)
                words.push_back({static_cast<TermId>(random() % 6), 4 * place});
            windows.add(0, words, 30);
        }
        const auto chosen_terms = terms(choose_together(all, 3, windows, 0, nullptr));
        std::vector<std::size_t> chosen, left;
        for (std::size_t i = 0; i < all.size(); ++i)
            (std::ranges::count(chosen_terms, all[i].term) > 0 ? chosen : left).push_back(i);
        ASSERT_EQ(chosen.size(), 3U);
        const double reached = value(all, chosen, windows);
        for (std::size_t at = 0; at < 3; ++at) {
            for (const std::size_t other : left) {
                auto exchanged = chosen;
                exchanged[at] = other;
                EXPECT_LE(value(all, exchanged, windows), reached + 1e-6) << "round " << round;
            }
        }
    }
}

TEST(ChooseTogether, NeverShowsAWordTwice) {
    std::vector<Contender> some = contenders({1.0, 0.9, 0.8});
    some[1].stems = {"anchor", "basilica"};  // a phrase with the first one's word
    const auto together = windows({{0, 1}, {0, 1}, {2}});
    const auto chosen = choose_together(some, 3, together, 0, nullptr);
    EXPECT_EQ(chosen.size(), 2U);
    EXPECT_THAT(terms(chosen), ::testing::Contains("cucumber"));
}

TEST(ChooseTogether, KeepsAwayFromVectorsThatSayTheSame) {
    const auto apart = windows({{0}, {1}, {2}});
    const std::vector<float> centroid{0.6F, 0.8F};
    const ThemeVectors vectors{{centroid.data(), 1, 2}, [](std::span<const std::string> of, std::span<float> rows) {
                                   for (std::size_t i = 0; i < of.size(); ++i) {
                                       rows[2 * i] = of[i] == "cucumber" ? 1.0F : 0.0F;
                                       rows[2 * i + 1] = of[i] == "cucumber" ? 0.0F : 1.0F;
                                   }
                               }};
    // By relevance anchor and basilica, which point the same way; cucumber points elsewhere.
    EXPECT_THAT(terms(choose_together(contenders({1.0, 0.9, 0.9}), 2, apart, 0, &vectors)),
                ElementsAre("anchor", "cucumber"));
    EXPECT_THAT(terms(choose_together(contenders({1.0, 0.9, 0.9}), 2, apart, 0, nullptr)),
                ElementsAre("anchor", "basilica"));
}

TEST(ChooseTogether, TakesAnyNumber) {
    const auto apart = windows({{0}, {1}});
    EXPECT_TRUE(choose_together({}, 3, apart, 0, nullptr).empty());
    EXPECT_TRUE(choose_together(contenders({1.0, 0.5}), 0, apart, 0, nullptr).empty());
    EXPECT_EQ(choose_together(contenders({1.0, 0.5}), 9, apart, 0, nullptr).size(), 2U);
}

}  // namespace
}  // namespace asterism::themes
