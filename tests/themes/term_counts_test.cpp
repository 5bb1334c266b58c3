#include "themes/term_counts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>

namespace asterism::themes {
namespace {

Candidate word(const std::string& key, const std::string& surface, bool case_known = true) {
    return {.key = key, .surface = surface, .case_known = case_known};
}

}  // namespace

TEST(TermCounts, CountsAnArticleOnceForEachTerm) {
    TermCounts counts(2);
    counts.add(0, {word("oil", "oil"), word("oil", "oil"), word("gas", "gas")});
    counts.add(0, {word("oil", "oil")});
    counts.add(1, {word("oil", "oil")});
    counts.add(-1, {word("oil", "oil")});
    counts.close();
    EXPECT_EQ(counts.articles(), 4);
    EXPECT_EQ(counts.articles(0), 2);
    EXPECT_EQ(counts.articles_with(*counts.find("oil")), 4);
    const auto terms = counts.of_cluster(0);
    ASSERT_EQ(terms.size(), 2U);
    EXPECT_EQ(counts.key(terms[0].term), "gas");
    EXPECT_EQ(terms[1].articles, 2U);
}

TEST(TermCounts, ShowsTheMostFrequentSurfaceAndTheSmallestOfEqualOnes) {
    TermCounts counts(1);
    for (const char* surface : {"prices", "price", "prices", "Price"})
        counts.add(0, {word("price", surface)});
    counts.add(0, {word("tax", "taxes")});
    counts.add(0, {word("tax", "tax")});
    counts.close();
    const auto terms = counts.of_cluster(0);
    EXPECT_EQ(terms[0].surface, "prices");
    EXPECT_EQ(terms[1].surface, "tax");
}

TEST(TermCounts, TrustsASurfaceWhoseCaseIsKnownBeforeManyThatWereForced) {
    TermCounts counts(1);
    for (int i = 0; i < 5; ++i)
        counts.add(0, {word("oil", "OIL", false)});
    counts.add(0, {word("oil", "OIL", false), word("oil", "oil")});
    counts.close();
    const auto terms = counts.of_cluster(0);
    EXPECT_EQ(terms[0].surface, "oil");
    EXPECT_TRUE(terms[0].case_known);
    EXPECT_EQ(terms[0].articles, 6U);
}

TEST(TermCounts, CountsTheArticlesThatHaveATermInTheTitle) {
    TermCounts counts(1);
    Candidate title = word("oil", "Oil", false);
    title.in_title = true;
    counts.add(0, {title, word("oil", "oil")});
    counts.add(0, {word("oil", "oil"), word("gas", "gas")});
    title.case_known = true;
    title.surface = "oil";
    counts.add(0, {title});
    counts.close();
    const auto terms = counts.of_cluster(0);
    EXPECT_EQ(terms[0].titles, 0U);
    EXPECT_EQ(terms[1].titles, 2U);
    EXPECT_EQ(terms[1].articles, 3U);
    EXPECT_EQ(terms[1].surface, "oil");
}

TEST(TermCounts, KnowsHowManyDifferentWordsStandBesideATerm) {
    TermCounts counts(1);
    Candidate candidate = word("free", "free");
    candidate.left = 1;
    candidate.right = 2;
    counts.add(0, {candidate});
    candidate.left = 4;
    counts.add(0, {candidate});
    counts.add(0, {word("whole", "whole")});
    counts.close();
    EXPECT_EQ(counts.neighbours(*counts.find("free")), 1) << "two on the left, one on the right";
    EXPECT_EQ(counts.neighbours(*counts.find("whole")), 64) << "nothing said: known to be whole";
}

TEST(TermCounts, CountsEndsOfSentencesAsNeighboursUnlessTheTermIsTheWholeSentence) {
    TermCounts counts(1);
    Candidate begins = word("begins", "begins");
    begins.left = kBoundary;
    begins.right = 2;
    Candidate alone = word("alone", "alone");
    alone.left = alone.right = kBoundary;
    Candidate both = word("both", "both");
    for (int i = 0; i < 3; ++i) {
        both.left = i == 0 ? std::uint64_t{4} : kBoundary;
        both.right = i == 0 ? kBoundary : std::uint64_t{8} << i;
        counts.add(0, {begins, alone, both});
    }
    counts.close();
    EXPECT_EQ(counts.neighbours(*counts.find("begins")), 1) << "always the same word behind";
    EXPECT_EQ(counts.neighbours(*counts.find("alone")), 0);
    EXPECT_EQ(counts.neighbours(*counts.find("both")), 3) << "two beginnings and a word; two words and an end";
}

TEST(TermCounts, ShowsAWordOnlyInFormsThatMayStandAlone) {
    TermCounts counts(1);
    Candidate part = word("mill", "mill");
    part.part = true;
    for (int i = 0; i < 5; ++i)
        counts.add(0, {part});
    counts.add(0, {part, word("mill", "mills")});
    Candidate fire = word("fire", "fire");
    fire.part = true;
    counts.add(0, {fire});
    counts.close();
    const auto terms = counts.of_cluster(0);
    ASSERT_EQ(terms.size(), 1U);
    EXPECT_EQ(terms[0].surface, "mills");
    EXPECT_EQ(terms[0].articles, 1U);
    EXPECT_EQ(counts.articles_showing(terms[0].term), 1);
    EXPECT_EQ(counts.articles_with(terms[0].term), 6) << "what phrases are measured by";
    EXPECT_TRUE(counts.is_part(*counts.find("fire")));
}

TEST(TermCounts, KnowsWhatStandsInNearlyEveryArticleOfAllClusters) {
    TermCounts counts(3);
    for (int i = 0; i < 60; ++i) {
        std::vector<Candidate> candidates{word("bank", "bank")};
        if (i % 10 != 0) candidates.push_back(word("sum", "sum"));
        if (i % 3 != 2) candidates.push_back(word("loan", "loan"));  // not in the third cluster
        counts.add(i % 3, candidates);
        counts.add(-1, {word("rain", "rain")});  // what is outside all clusters does not count
    }
    counts.add(2, {word("rare", "rare")});
    counts.close();
    EXPECT_TRUE(counts.is_everywhere(*counts.find("bank")));
    EXPECT_TRUE(counts.is_everywhere(*counts.find("sum")));
    EXPECT_FALSE(counts.is_everywhere(*counts.find("loan")));
    EXPECT_FALSE(counts.is_everywhere(*counts.find("rain")));
    TermCounts one(1);
    one.add(0, {word("bank", "bank")});
    one.close();
    TermCounts beside_noise(1);
    EXPECT_FALSE(one.is_everywhere(*one.find("bank"))) << "it is what the only cluster is about";
    for (int i = 0; i < 20; ++i)
        beside_noise.add(i < 10 ? 0 : -1, {word("digest", "digest"), word(i < 10 ? "bank" : "rain", "x")});
    beside_noise.close();
    EXPECT_TRUE(beside_noise.is_everywhere(*beside_noise.find("digest"))) << "the noise has it too";
    EXPECT_FALSE(beside_noise.is_everywhere(*beside_noise.find("bank")));
}

TEST(TermCounts, AgreesWithAMapOverManyRandomArticles) {
    std::mt19937 random(8);
    TermCounts counts(5);
    std::map<std::tuple<int, std::string>, std::uint32_t> truth;
    for (int article = 0; article < 3000; ++article) {
        const int label = static_cast<int>(random() % 6) - 1;
        std::vector<Candidate> candidates;
        std::set<std::string> distinct;
        for (auto n = random() % 12; n > 0; --n) {
            const std::string key = std::to_string(random() % 40);
            candidates.push_back(word(key, std::string(random() % 3, '!').append(key)));
            distinct.insert(key);
        }
        for (const auto& key : distinct)
            ++truth[{label, key}];
        counts.add(label, candidates);
    }
    counts.close();
    std::map<std::tuple<int, std::string>, std::uint32_t> found;
    for (int label = -1; label < 5; ++label) {
        for (const auto& term : counts.of_cluster(label))
            found[{label, std::string(counts.key(term.term))}] = term.articles;
    }
    EXPECT_EQ(found, truth);
}

}  // namespace asterism::themes
