#include "pipeline/intake/vector_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using Floats = std::vector<float>;

TEST(VectorReading, arrays_and_texts_of_numbers_are_the_same) {
    const Floats expected{1.0F, -0.5F, 0.001F};
    for (const char* text : {"[1,-0.5,0.001]", " [1, -0.5, 1e-3] ", "{1,-0.5,0.001}", "(1;-0.5;0.001)",
                             "[1. -0.5\n 0.001]", "1,-0.5,0.001", "1 -0.5 .001", "[ +1 , -5E-1,0.001]"}) {
        EXPECT_EQ(read_vector(std::string_view(text)).values, expected) << text;
        EXPECT_EQ(read_vector(json(text)).values, expected) << text;
    }
    EXPECT_EQ(read_vector(json({1, -0.5, 0.001})).values, expected);
    EXPECT_EQ(read_vector(json({"1", "-0.5", "1e-3"})).values, expected);
    EXPECT_EQ(read_vector(std::string_view("1e-400")).values, Floats{0.0F});
}

TEST(VectorReading, nothing_is_no_vector_and_no_fault) {
    for (const json& value : {json(nullptr), json(""), json(" "), json("[]"), json(json::array())}) {
        EXPECT_TRUE(read_vector(value).values.empty()) << value;
        EXPECT_EQ(read_vector(value).fault, "") << value;
    }
}

TEST(VectorReading, what_cannot_be_used_says_why) {
    const std::vector<std::pair<json, std::string>> cases{{json("[1,NaN]"), "NaN or infinity"},
                                                          {json("[1,-Infinity]"), "NaN or infinity"},
                                                          {json({1, nullptr}), "null or NaN"},
                                                          {json("[1,null]"), "null"},
                                                          {json({1, "x"}), "\"x\" where a number should be"},
                                                          {json("[1,2"), "\"[1\""},
                                                          {json("abc"), "\"abc\""},
                                                          {json("[1,...,2]"), "\"...\""},
                                                          {json({1e39, 0}), "float32 has no room"},
                                                          {json({"1e999"}), "1e999, which float32 has no room for"},
                                                          {json({true}), "boolean"},
                                                          {json::parse("[[1]]"), "array where a number should be"},
                                                          {json(true), "is boolean and not an array"},
                                                          {json(5), "is number and not an array"},
                                                          {json::object(), "is object"}};
    for (const auto& [value, why] : cases) {
        const VectorReading reading = read_vector(value);
        EXPECT_TRUE(reading.values.empty()) << value;
        EXPECT_THAT(reading.fault, HasSubstr(why)) << value;
    }
}

}  // namespace
}  // namespace asterism::pipeline
