#include "pipeline/intake/line_reader.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace asterism::pipeline {
namespace {

/// "1:text\n" for each part, the ending escaped.
std::vector<std::string> parts(const std::string& text, bool carriage_returns) {
    std::istringstream in(text);
    LineReader lines(std::make_unique<StreamBytes>(in), carriage_returns);
    std::vector<std::string> found;
    for (LinePart part; lines.next(part);) {
        std::string ending;
        for (const char c : part.ending)
            ending += c == '\r' ? "\\r" : "\\n";
        found.push_back(std::to_string(part.line) + ":" + part.text + ending);
    }
    return found;
}

using Parts = std::vector<std::string>;

TEST(LineReader, lines_end_at_line_feeds_with_or_without_a_carriage_return) {
    EXPECT_EQ(parts("a\nb\r\n\nc", false), (Parts{"1:a\\n", "2:b\\r\\n", "3:\\n", "4:c"}));
    EXPECT_EQ(parts("a\rb\n", false), (Parts{"1:a\rb\\n"})) << "a carriage return alone is text";
    EXPECT_EQ(parts("", false), Parts{});
    EXPECT_EQ(parts("a\r", false), (Parts{"1:a\r"}));
}

TEST(LineReader, lines_of_old_macs_end_at_carriage_returns) {
    EXPECT_EQ(parts("a\rb\r\nc\nd\r\r", true), (Parts{"1:a\\r", "2:b\\r\\n", "3:c\\n", "4:d\\r", "5:\\r"}));
}

TEST(LineReader, long_lines_come_in_parts_that_add_up) {
    for (const bool carriage_returns : {false, true}) {
        for (std::size_t size = (1U << 16U) - 3; size < (1U << 16U) + 3; ++size) {
            const std::string line(size, 'x');
            std::istringstream in(line + "\r\n" + line + "\r\nend");
            LineReader lines(std::make_unique<StreamBytes>(in), carriage_returns);
            std::string text, endings;
            std::int64_t last = 0;
            for (LinePart part; lines.next(part); last = part.line) {
                text += part.text;
                endings += part.ending;
            }
            EXPECT_EQ(text, line + line + "end");
            EXPECT_EQ(endings, "\r\n\r\n");
            EXPECT_EQ(last, 3);
        }
    }
}

TEST(LineReader, what_is_given_back_comes_again) {
    std::istringstream in("a\nb\nc\nd\n");
    LineReader lines(std::make_unique<StreamBytes>(in), false);
    std::vector<LinePart> taken(3);
    for (LinePart& part : taken)
        ASSERT_TRUE(lines.next(part));
    taken.erase(taken.begin());
    lines.give_back(std::move(taken));
    std::string order;
    for (LinePart part; lines.next(part);)
        order += part.text + std::to_string(part.line);
    EXPECT_EQ(order, "b2c3d4");
}

TEST(LineReader, the_first_line_tells_how_all_end) {
    EXPECT_TRUE(ends_lines_with_carriage_returns("a,b\r1,2\r"));
    EXPECT_TRUE(ends_lines_with_carriage_returns("\"a\nb\",c\r1,2\r")) << "a line feed inside quotes";
    EXPECT_FALSE(ends_lines_with_carriage_returns("a,b\r\n1,2\r"));
    EXPECT_FALSE(ends_lines_with_carriage_returns("a,b\n1\r2"));
    EXPECT_FALSE(ends_lines_with_carriage_returns("a"));
}

}  // namespace
}  // namespace asterism::pipeline
