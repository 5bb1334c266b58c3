#include "text/stemmer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "text/languages.hpp"

namespace asterism::text {

TEST(Stemmer, GivesTheFormsOfAWordOneStem) {
    Stemmer stemmer;
    const auto same = [&](std::string_view language, std::string_view a, std::string_view b) {
        const std::string first(stemmer.stem(a, language));
        EXPECT_EQ(first, stemmer.stem(b, language)) << a << " and " << b;
    };
    same("en", "price", "prices");
    same("de", "häuser", "häusern");
    same("fr", "nationale", "nationales");
    same("es", "elecciones", "elección");
    same("ru", "выборы", "выборов");
    same("sv", "bilar", "bilarna");
}

TEST(Stemmer, LeavesWordsOfOtherLanguagesAsTheyAre) {
    Stemmer stemmer;
    EXPECT_EQ(stemmer.stem("経済", "ja"), "経済");
    EXPECT_EQ(stemmer.stem("prices", "xx"), "prices");
}

TEST(Stemmer, TakesAnyWordOfAnyLengthInEveryLanguage) {
    Stemmer stemmer;
    for (const std::string_view language : kLanguages) {
        EXPECT_EQ(stemmer.stem("", language), "");
        EXPECT_FALSE(stemmer.stem("s", language).empty());
        EXPECT_FALSE(stemmer.stem(std::string(100'000, 'a'), language).empty());
    }
}

}  // namespace asterism::text
