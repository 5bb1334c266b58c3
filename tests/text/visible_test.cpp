#include "text/visible.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace asterism::text {
namespace {

TEST(Visible, LeavesOutWhatTurnsALineAroundOrShowsNothing) {
    const std::u32string hidden{0x202A,  0x202B,  0x202C,  0x202D, 0x202E, 0x2066, 0x2067,
                                0x2068,  0x2069,  0x200E,  0x200F, 0x061C,                  // bidirectional
                                0x200B,  0x2060,  0xFEFF,  0x00AD, 0x034F, 0x180E, 0x2061,  // no width
                                0xE0001, 0xE0041, 0xE007F,                                  // tags
                                0xFE0F,  0xE0100, 0x180B,                                   // variations
                                0x115F,  0x3164,  0xFFA0,                                   // fillers
                                0xFFF9,  0xFFFB,  0x1D173};
    for (const char32_t c : hidden) {
        std::string text = "ba";
        append_utf8(c, text);
        text += "nk";
        EXPECT_TRUE(is_hidden(c)) << std::hex << static_cast<std::uint32_t>(c);
        EXPECT_EQ(visible_line(text), "bank") << std::hex << static_cast<std::uint32_t>(c);
        EXPECT_EQ(visible_text(text), "bank") << std::hex << static_cast<std::uint32_t>(c);
        EXPECT_EQ(first_hidden(text), c);
    }
}

TEST(Visible, MakesControlsAndLineEndsSpacesOnALine) {
    EXPECT_EQ(visible_line("a\x1b[31mb\tc\x7F"), "a [31mb c ");
    EXPECT_EQ(visible_line("a\nb\u0085c\u2028d\u2029e\u009Bf"), "a b c d e f");
    EXPECT_EQ(visible_text("a\nb\u0085c\u2028d\u2029e\u009Bf\r\n"), "a\nb\nc\nd\ne f \n");
}

TEST(Visible, KeepsJoinersWhereTheyShapeAWord) {
    EXPECT_EQ(visible_line("می\u200Cخواهم"), "می\u200Cخواهم") << "between two Persian letters that would join";
    EXPECT_EQ(visible_line("مُ\u200Cخ"), "مُ\u200Cخ") << "marks do not count";
    EXPECT_EQ(visible_line("क्\u200Dष क्\u200Cष"), "क्\u200Dष क्\u200Cष") << "behind a virama";
    EXPECT_EQ(visible_line("کار\u200Cها"), "کارها") << "this letter joins nothing behind it";
    EXPECT_EQ(visible_line("ba\u200Dnk\u200C \u200Dma\u200C"), "bank ma");
    EXPECT_EQ(visible_line("بنک\u200C"), "بنک") << "at the end";
}

TEST(Visible, KeepsWhatMakesUpAPicture) {
    for (const std::string_view picture : {"☀\uFE0F", "👩\u200D💻", "❤\uFE0F\u200D🔥", "👩🏽\u200D🚀"})
        EXPECT_EQ(visible_line(picture), picture);
    EXPECT_EQ(visible_line("☀\u200Dx \uFE0Fy 2\uFE0F0"), "☀x y 20");
}

TEST(Visible, KeepsEverythingElse) {
    for (const std::string_view text : {"", "Plain text, 100 %", "Žluťoučký kůň", "中国经济增长", "בנק ישראל",
                                        "البنك المركزي", "กาแฟ", "한국어", "😀 £ €", "\u0601", "\uE000\uFFFD"}) {
        EXPECT_EQ(visible_line(text), text);
        EXPECT_EQ(first_hidden(text), std::nullopt) << text;
    }
}

TEST(Visible, GivesValidTextWithoutHiddenCharactersForAnyBytes) {
    std::mt19937 random(4);
    const std::string_view pieces[]{"\u202E", "\u200C", "\u200D", "ی",        "क",  "\u094D",
                                    "a",      " ",      "\xFF",   "\xE2\x80", "\n", "\u2028"};
    for (int round = 0; round < 2000; ++round) {
        std::string raw;
        for (auto n = random() % 20; n > 0; --n)
            raw += pieces[random() % std::size(pieces)];
        const std::string line = visible_line(raw);
        EXPECT_TRUE(is_utf8(line));
        EXPECT_EQ(visible_line(line), line) << "shown twice is shown once";
        EXPECT_EQ(line.find('\n'), std::string::npos);
        EXPECT_EQ(line.find("\u202E"), std::string::npos);
    }
}

}  // namespace
}  // namespace asterism::text
