#include "pipeline/text_repair.hpp"

#include <gtest/gtest.h>

#include <random>

namespace asterism::pipeline {
namespace {

using namespace std::string_literals;

std::string repaired(std::string text) {
    repair_text(text);
    return text;
}

TEST(TextRepair, sound_text_stays_as_it_is) {
    for (const std::string text : {"", "plain", "Zürich, 東京, 🚀", "\xF4\x8F\xBF\xBF"}) {
        std::string copy = text;
        EXPECT_FALSE(repair_text(copy));
        EXPECT_EQ(copy, text);
    }
}

TEST(TextRepair, nul_bytes_are_removed) {
    EXPECT_EQ(repaired("a\0b\0"s), "ab");
}

TEST(TextRepair, ill_formed_sequences_become_one_replacement_character_each) {
    EXPECT_EQ(repaired("a\xFF!"), "a\uFFFD!");
    EXPECT_EQ(repaired("\xE2\x82"), "\uFFFD") << "a truncated sequence is one maximal part";
    EXPECT_EQ(repaired("\xC0\xAF"), "\uFFFD\uFFFD") << "an overlong slash";
    EXPECT_EQ(repaired("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
    EXPECT_EQ(repaired("\xF5\x80"), "\uFFFD\uFFFD");
    EXPECT_EQ(repaired("caf\xE9 au lait"), "caf\uFFFD au lait") << "Latin-1";
}

TEST(TextRepair, whatever_the_bytes_a_second_repair_finds_nothing) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string text(random() % 12, ' ');
        for (char& c : text)
            c = static_cast<char>(random() % 4 == 0 ? random() % 128 : 128 + random() % 128);
        repair_text(text);
        EXPECT_FALSE(repair_text(text));
        EXPECT_EQ(text.find('\0'), std::string::npos);
    }
}

TEST(TextRepair, a_prefix_never_cuts_a_character) {
    EXPECT_EQ(utf8_prefix("aü", 2), "a");
    EXPECT_EQ(utf8_prefix("aü", 3), "aü");
    EXPECT_EQ(utf8_prefix("東京", 4), "東");
    EXPECT_EQ(utf8_prefix("short", 60), "short");
}

}  // namespace
}  // namespace asterism::pipeline
