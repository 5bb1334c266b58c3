#include "text/string_pool.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace asterism::text {

TEST(StringPool, NumbersStringsInTheOrderOfFirstSight) {
    StringPool pool;
    EXPECT_EQ(pool.intern("oil"), 0U);
    EXPECT_EQ(pool.intern(""), 1U);
    EXPECT_EQ(pool.intern("oil"), 0U);
    EXPECT_EQ(pool.intern(std::string_view("o\0l", 3)), 2U);
    EXPECT_EQ(pool[0], "oil");
    EXPECT_EQ(pool[1], "");
    EXPECT_EQ(pool[2], std::string_view("o\0l", 3));
    EXPECT_EQ(pool.size(), 3U);
}

TEST(StringPool, FindsOnlyWhatWasInterned) {
    StringPool pool;
    pool.intern("oil");
    EXPECT_EQ(pool.find("oil"), 0U);
    EXPECT_EQ(pool.find("gas"), std::nullopt);
}

TEST(StringPool, AgreesWithAMapOverManyRandomStrings) {
    std::mt19937 random(7);
    StringPool pool;
    std::map<std::string, std::uint32_t> truth;
    for (int i = 0; i < 20'000; ++i) {
        const std::string string = std::to_string(random() % 5000) + std::string(random() % 4, 'x');
        const auto expected = truth.emplace(string, static_cast<std::uint32_t>(truth.size())).first->second;
        ASSERT_EQ(pool.intern(string), expected);
    }
    for (const auto& [string, id] : truth)
        ASSERT_EQ(pool[id], string);
}

}  // namespace asterism::text
