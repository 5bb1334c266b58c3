#include "themes/endpoint/label_answer.hpp"

#include <gtest/gtest.h>

namespace asterism::themes {
namespace {

TEST(LabelAnswer, a_short_line_is_a_label_without_its_quotes_and_full_stop) {
    for (const char* answer :
         {"Solar power", " Solar power\n", "\"Solar power\"", "“Solar power.”", "'Solar power'.", "**Solar power**"})
        EXPECT_EQ(checked_label(answer), "Solar power") << answer;
    EXPECT_EQ(checked_label("Énergie d'hiver"), "Énergie d'hiver");
    EXPECT_EQ(checked_label("太陽光発電"), "太陽光発電");
}

TEST(LabelAnswer, anything_else_is_refused) {
    for (const char* answer : {"",
                               "  ",
                               "\"\"",
                               "...",
                               "2024 - 2025",
                               "Label: Solar power",
                               "Here is one: Sun",
                               "Thema： Sonne",
                               "Solar\npower",
                               "Solar\rpower",
                               "a b c d e f g",
                               "Solar \"power\" plants",
                               "<b>Solar</b>",
                               "{\"label\"}",
                               "see http//x",
                               "me@example.org",
                               "# Solar",
                               "bell\a inside",
                               "bidi \xE2\x80\xAE trick",
                               "line\xE2\x80\xA8separator",
                               "zero\u200Bwidth",
                               "join\u200Der",
                               "fill\u3164er",
                               "tag\U000E0041",
                               "own \uE000 letter",
                               "half \xC3",
                               "c1 \xC2\x85 next"})
        EXPECT_EQ(checked_label(answer), std::nullopt) << answer;
}

TEST(LabelAnswer, has_at_most_six_words_and_sixty_characters) {
    EXPECT_TRUE(checked_label("a b c d e f"));
    const std::string sixty(60, 'x');
    EXPECT_TRUE(checked_label(sixty));
    EXPECT_FALSE(checked_label(sixty + "x"));
}

TEST(LabelAnswer, first_characters_never_splits_one) {
    EXPECT_EQ(first_characters("aéb", 2), "aé");
    EXPECT_EQ(first_characters("ab", 9), "ab");
    EXPECT_EQ(first_characters("", 1), "");
}

}  // namespace
}  // namespace asterism::themes
