#include "text/utf8.hpp"

#include <gtest/gtest.h>

#include <random>

namespace asterism::text {
namespace {

using namespace std::string_literals;

TEST(Utf8, sound_text_stays_as_it_is) {
    for (const std::string text : {"", "plain", "Zürich, 東京, 🚀", "\xF4\x8F\xBF\xBF"}) {
        std::string copy = text;
        EXPECT_FALSE(repair_utf8(copy));
        EXPECT_EQ(copy, text);
        EXPECT_TRUE(is_utf8(text));
    }
}

TEST(Utf8, nul_bytes_are_removed) {
    EXPECT_EQ(repaired_utf8("a\0b\0"s), "ab");
    EXPECT_TRUE(is_utf8("a\0b"s)) << "NUL is a character all the same";
}

TEST(Utf8, ill_formed_sequences_become_one_replacement_character_each) {
    EXPECT_EQ(repaired_utf8("a\xFF!"), "a\uFFFD!");
    EXPECT_EQ(repaired_utf8("\xE2\x82"), "\uFFFD") << "a truncated sequence is one maximal part";
    EXPECT_EQ(repaired_utf8("\xF0\x9F\x9A!"), "\uFFFD!");
    EXPECT_EQ(repaired_utf8("\xC0\xAF"), "\uFFFD\uFFFD") << "an overlong slash";
    EXPECT_EQ(repaired_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
    EXPECT_EQ(repaired_utf8("\xF5\x80"), "\uFFFD\uFFFD");
    EXPECT_EQ(repaired_utf8("caf\xE9 au lait"), "caf\uFFFD au lait") << "Latin-1";
    EXPECT_FALSE(is_utf8("caf\xE9"));
}

TEST(Utf8, whatever_the_bytes_a_second_repair_finds_nothing) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string text(random() % 12, ' ');
        for (char& c : text)
            c = static_cast<char>(random() % 4 == 0 ? random() % 128 : 128 + random() % 128);
        repair_utf8(text);
        EXPECT_FALSE(repair_utf8(text));
        EXPECT_EQ(text.find('\0'), std::string::npos);
    }
}

TEST(Utf8, a_prefix_never_cuts_a_character) {
    EXPECT_EQ(utf8_prefix("aü", 2), "a");
    EXPECT_EQ(utf8_prefix("aü", 3), "aü");
    EXPECT_EQ(utf8_prefix("東京", 4), "東");
    EXPECT_EQ(utf8_prefix("short", 60), "short");
}

TEST(Utf8, half_a_pair_of_utf_16_is_replaced_and_whole_pairs_are_one_character) {
    std::string out;
    append_utf16(u"Zürich 🚀 ", out);
    EXPECT_EQ(out, "Zürich 🚀 ");
    out.clear();
    append_utf16(std::u16string{u'a', char16_t(0xD83D), u'b', char16_t(0xDE80), char16_t(0xD83D)}, out);
    EXPECT_EQ(out, "a\uFFFDb\uFFFD\uFFFD");
}

}  // namespace
}  // namespace asterism::text
