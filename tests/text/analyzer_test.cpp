#include "text/analyzer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace asterism::text {
namespace {

using testing::ElementsAre;

Document analyzed(std::string_view text) {
    Analyzer analyzer;
    Document document;
    analyzer.analyze(text, document);
    return document;
}

std::vector<std::string> surfaces(const Document& document) {
    std::vector<std::string> out;
    for (const Token& token : document.tokens)
        out.emplace_back(document.surface(token));
    return out;
}

/// The tokens that may go on from the one before, as "left right".
std::vector<std::string> joints(const Document& document) {
    std::vector<std::string> out;
    for (std::size_t i = 1; i < document.tokens.size(); ++i) {
        if (!document.tokens[i].joined) continue;
        out.push_back(std::string(document.surface(document.tokens[i - 1])) + " " +
                      std::string(document.surface(document.tokens[i])));
    }
    return out;
}

const Token& token_of(const Document& document, std::string_view surface) {
    for (const Token& token : document.tokens) {
        if (document.surface(token) == surface) return token;
    }
    throw std::out_of_range(std::string(surface));
}

}  // namespace

TEST(Analyzer, KeepsSurfaceLowerFormAndStem) {
    const Document document = analyzed("Rising Prices");
    ASSERT_EQ(document.tokens.size(), 2U);
    EXPECT_EQ(document.surface(document.tokens[1]), "Prices");
    EXPECT_EQ(document.lower(document.tokens[1]), "prices");
    EXPECT_EQ(document.stem(document.tokens[1]), "price");
}

TEST(Analyzer, KeepsNamesWithSignsAndDotsWhole) {
    EXPECT_THAT(surfaces(analyzed("C++ and C# in the U.S. Navy, J. Doe's iPhone 5")),
                ElementsAre("C++", "and", "C#", "in", "the", "U.S.", "Navy", "J", "Doe", "iPhone", "5"));
}

TEST(Analyzer, SplitsElidedArticlesFromTheirWord) {
    const Document document = analyzed("L'homme qu'il n'a pas vu dans l'eau d'une rivière");
    EXPECT_THAT(surfaces(document), ElementsAre("L", "homme", "qu", "il", "n", "a", "pas", "vu", "dans", "l", "eau",
                                                "d", "une", "rivière"));
    EXPECT_TRUE(token_of(document, "L").stop);
    EXPECT_FALSE(token_of(document, "homme").stop);
}

TEST(Analyzer, LetsNoPhraseCrossPunctuationOrABlankLine) {
    EXPECT_THAT(joints(analyzed("crude oil, gold (ore) mine\n\nsilver real-time\nstrategy a/b end. Start")),
                ElementsAre("crude oil", "silver real", "real time", "time strategy", "strategy a", "a b", "b end"));
    EXPECT_THAT(joints(analyzed("Apple's chip by J. Doe")), ElementsAre("Apple chip", "chip by", "by J", "J Doe"));
}

TEST(Analyzer, KnowsNumbersFromWords) {
    const Document document = analyzed("737 jets and the A380 cost 3.5");
    EXPECT_TRUE(token_of(document, "737").number);
    EXPECT_TRUE(token_of(document, "3.5").number);
    EXPECT_FALSE(token_of(document, "A380").number);
}

TEST(Analyzer, TrustsACapitalOnlyWhereNothingForcesIt) {
    const Document prose = analyzed("Shares of Acme rose. Traders of IBM were glad.");
    EXPECT_FALSE(token_of(prose, "Shares").case_known);
    EXPECT_TRUE(token_of(prose, "Acme").case_known);
    EXPECT_FALSE(token_of(prose, "Traders").case_known);
    EXPECT_TRUE(token_of(prose, "IBM").case_known);
    const Document headline = analyzed("Acme Unveils New IBM Rival in Paris");
    EXPECT_FALSE(token_of(headline, "Unveils").case_known);
    EXPECT_TRUE(token_of(headline, "IBM").case_known);
    const Document shouting = analyzed("ACME SHARES RISE");
    EXPECT_FALSE(token_of(shouting, "SHARES").case_known);
}

TEST(Analyzer, CallsWeakWhatNamesNothingAlone) {
    const Document document = analyzed("We really use the Go compiler of the family on Friday");
    EXPECT_TRUE(token_of(document, "really").weak);
    EXPECT_TRUE(token_of(document, "use").weak);
    EXPECT_FALSE(token_of(document, "Go").weak) << "a name";
    EXPECT_FALSE(token_of(document, "family").weak);
    EXPECT_TRUE(token_of(document, "Friday").weak) << "even with a capital";
}

TEST(Analyzer, SegmentsChineseJapaneseAndThai) {
    EXPECT_THAT(surfaces(analyzed("中国经济增长")), ElementsAre("中国", "经济", "增长"));
    EXPECT_THAT(surfaces(analyzed("東京は日本の首都")), ElementsAre("東京", "は", "日本", "の", "首都"));
    EXPECT_THAT(surfaces(analyzed("เศรษฐกิจไทย")), ElementsAre("เศรษฐกิจ", "ไทย"));
}

TEST(Analyzer, KeepsTitleAndBodyApart) {
    Analyzer analyzer;
    Document document;
    analyzer.analyze("Crude oil", "prices rose", document);
    EXPECT_THAT(joints(document), ElementsAre("Crude oil", "prices rose"));
    EXPECT_TRUE(token_of(document, "prices").sentence_start);
}

TEST(Analyzer, GivesTheSameForATextWhateverCameBeforeAndInEveryThread) {
    const std::string_view text = "Der Preis für Öl ist gestiegen. Oil prices rose; 中国经济增长!";
    const Document expected = analyzed(text);
    const auto again = [&] {
        Analyzer analyzer;
        Document document;
        for (const std::string_view before : {"Le pont est fermé pour la nuit", "", "THE END", "ที่"}) {
            analyzer.analyze(before, document);
            analyzer.analyze(text, document);
            EXPECT_EQ(document.forms, expected.forms);
            EXPECT_EQ(document.language, expected.language);
        }
    };
    std::jthread one(again);
    std::jthread two(again);
}

TEST(Analyzer, TakesAnyBytes) {
    std::mt19937 random(3);
    Analyzer analyzer;
    Document document;
    for (int round = 0; round < 2000; ++round) {
        std::string bytes(random() % 60, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        analyzer.analyze(bytes, document);
        std::uint32_t last = 0;
        for (const Token& token : document.tokens) {
            ASSERT_LE(last, token.begin);
            ASSERT_LT(token.begin, token.end);
            ASSERT_LE(token.end, document.text.size());
            last = token.end;
        }
    }
}

}  // namespace asterism::text
