#include "pipeline/intake/json_repair.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace asterism::pipeline {
namespace {

std::string mended(const std::string& text) {
    return repaired_json(text).value_or("nothing to mend");
}

TEST(JsonRepair, sound_json_has_nothing_to_mend) {
    for (const char* text :
         {"{}", "[1, -2.5e+3, true, null]", R"({"a\\\"\/\b\f\n\r\t\u00e9\ud83d\ude80": "NaN, 007"})"})
        EXPECT_EQ(mended(text), "nothing to mend") << text;
}

TEST(JsonRepair, numbers_that_are_none_become_null) {
    EXPECT_EQ(mended("[NaN,Infinity, -Infinity ,nan,inf]"), "[null,null, null ,null,null]");
    EXPECT_EQ(mended(R"({"NaN":"NaN","x":NaN})"), R"({"NaN":"NaN","x":null})") << "inside of texts they are words";
}

TEST(JsonRepair, numbers_that_json_cannot_write_become_texts) {
    EXPECT_EQ(mended("[007,+1,.5,5.,1e999,-1e999,1_000]"), R"(["007","+1",".5","5.","1e999","-1e999","1_000"])");
}

TEST(JsonRepair, halves_of_surrogate_pairs_are_replaced_and_pairs_stay) {
    EXPECT_EQ(mended(R"("\ud800")"), R"("\ufffd")");
    EXPECT_EQ(mended(R"("\udc00 \ud83d\ude80 \uD83D\u0041")"), R"("\ufffd \ud83d\ude80 \ufffd\u0041")");
    EXPECT_EQ(mended(R"("\ud83d\ud83d\ude80")"), R"("\ufffd\ud83d\ude80")");
}

TEST(JsonRepair, escapes_that_json_has_not_keep_their_characters) {
    EXPECT_EQ(mended(R"("it\'s \x41 \alpha C:\dir \u12")"), R"("it's \u0041 \\alpha C:\\dir \\u12")");
    EXPECT_EQ(mended("\"a\tb\x01\""), R"("a\u0009b\u0001")");
}

TEST(JsonRepair, commas_before_a_bracket_go) {
    EXPECT_EQ(mended("[1,2, ]"), "[1,2 ]");
    EXPECT_EQ(mended("{\"a\":1,}"), "{\"a\":1}");
}

TEST(JsonRepair, whatever_it_makes_of_random_text_it_has_nothing_left_to_mend) {
    std::mt19937 random(9);
    const std::string alphabet = "\"\\ud8001xNa{}[],: \t'";
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto size = random() % 20; size > 0; --size)
            text += alphabet[random() % alphabet.size()];
        const auto once = repaired_json(text);
        EXPECT_TRUE(!once || !nlohmann::json::accept(*once) || !repaired_json(*once)) << text;
    }
}

}  // namespace
}  // namespace asterism::pipeline
