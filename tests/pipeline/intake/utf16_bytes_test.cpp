#include "pipeline/intake/utf16_bytes.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

std::string decoded(const std::string& bytes, ByteOrder order, std::size_t step = 5) {
    std::istringstream in(bytes);
    const auto source = from_utf16(std::make_unique<StreamBytes>(in), order);
    std::string text, chunk(step, '\0');
    while (const std::size_t size = source->read(chunk))
        text.append(chunk, 0, size);
    return text;
}

TEST(Utf16Bytes, both_orders_become_utf_8) {
    const std::u16string text = u"Zürich, 東京, 🚀!";
    EXPECT_EQ(decoded(utf16(text, false), ByteOrder::little), "\uFEFFZürich, 東京, 🚀!");
    EXPECT_EQ(decoded(utf16(text, true), ByteOrder::big), "\uFEFFZürich, 東京, 🚀!");
}

TEST(Utf16Bytes, pairs_are_whole_whatever_the_edges_of_the_reading) {
    std::u16string text(u"a");
    std::string expected = "\uFEFFa";
    for (int k = 0; k < 50000; ++k) {
        text += u"🚀";
        expected += "🚀";
    }
    EXPECT_EQ(decoded(utf16(text, true), ByteOrder::big, 1000), expected);
}

TEST(Utf16Bytes, halves_become_replacement_characters) {
    EXPECT_EQ(decoded("a", ByteOrder::little), "\uFFFD");
    EXPECT_EQ(decoded(std::string("a\0\x3D\xD8", 4), ByteOrder::little), "a\uFFFD");
    EXPECT_EQ(decoded("", ByteOrder::little), "");
}

TEST(Utf16Bytes, the_order_shows_in_the_mark_or_in_the_zeros) {
    EXPECT_EQ(utf16_order("\xFF\xFEx"), ByteOrder::little);
    EXPECT_EQ(utf16_order("\xFE\xFFx"), ByteOrder::big);
    EXPECT_EQ(utf16_order(std::string_view("{\0\"\0", 4)), ByteOrder::little);
    EXPECT_EQ(utf16_order(std::string_view("\0i\0d", 4)), ByteOrder::big);
    EXPECT_EQ(utf16_order("id,title"), std::nullopt);
    EXPECT_EQ(utf16_order(std::string_view("\0\0\0\0", 4)), std::nullopt);
    EXPECT_EQ(utf16_order(""), std::nullopt);
}

}  // namespace
}  // namespace asterism::pipeline
