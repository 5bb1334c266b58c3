#include "pipeline/intake/gunzip.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

/// What can be read, with "!" behind it where the data is damaged.
std::string inside(const std::string& bytes, std::size_t step = 7) {
    std::istringstream in(bytes);
    const auto source = gunzipped(std::make_unique<StreamBytes>(in));
    std::string text, chunk(step, '\0');
    try {
        while (const std::size_t size = source->read(chunk))
            text.append(chunk, 0, size);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THROW((void)source->read(chunk), Error) << "it stays damaged";
        text += "!";
    }
    return text;
}

TEST(Gunzip, one_member_or_several_and_zeros_behind_them) {
    EXPECT_EQ(inside(gzip("hello, world")), "hello, world");
    EXPECT_EQ(inside(gzip("hello") + gzip("") + gzip(", world")), "hello, world");
    EXPECT_EQ(inside(gzip("hello") + std::string(200000, '\0')), "hello");
    EXPECT_EQ(inside(gzip("")), "");
    EXPECT_EQ(inside(gzip(std::string(1 << 20, 'x')), 1000), std::string(1 << 20, 'x'));
}

TEST(Gunzip, whatever_is_missing_or_wrong_is_damage) {
    const std::string whole = gzip("hello, world, and more of it");
    for (std::size_t size = 1; size < whole.size(); ++size)
        EXPECT_TRUE(inside(whole.substr(0, size)).ends_with('!')) << size;
    EXPECT_TRUE(inside(whole + "rubbish").ends_with("it!"));
    std::string wrong_sum = whole;
    wrong_sum[whole.size() - 6] = static_cast<char>(wrong_sum[whole.size() - 6] ^ 1);
    EXPECT_TRUE(inside(wrong_sum).ends_with('!'));
}

TEST(Gunzip, no_bytes_break_it) {
    std::mt19937 random(3);
    const std::string whole = gzip("a text that is not too short, a text that repeats a text");
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = whole;
        for (auto changes = 1 + random() % 3; changes > 0; --changes)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        (void)inside(bytes, 1 + random() % 100);
    }
}

}  // namespace
}  // namespace asterism::pipeline
