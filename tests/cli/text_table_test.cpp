#include "cli/text_table.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace asterism::cli {
namespace {

TEST(TextTable, columns_are_aligned_by_characters_not_bytes) {
    TextTable table({{"id", true}, {"theme"}, {"end"}});
    table.add({"7", "Zürich", "x"});
    table.add({"123", "東京", "y"});
    table.add_line("      - free line");
    EXPECT_EQ(table.text(),
              " id  theme   end\n"
              "  7  Zürich  x\n"
              "123  東京      y\n"
              "      - free line\n");
}

TEST(TextTable, long_cells_are_cut_with_an_ellipsis) {
    TextTable table({{"t", false, 5}});
    table.add({"äöüäöüäöü"});
    EXPECT_EQ(table.text(), "t\näöüä…\n");
    EXPECT_EQ(shown("exact", 5), "exact");
}

TEST(TextTable, a_title_cannot_command_the_terminal) {
    EXPECT_EQ(shown("a\x1b[31mred\nb\x7f"), "a [31mred b ");
    EXPECT_EQ(shown("csi \xC2\x9B!"), "csi  !");
    EXPECT_EQ(shown("caf\xC3\xA9 \xC2\xA9"), "café ©") << "C2 A9 is no control";
}

TEST(TextTable, a_title_cannot_turn_its_line_around_or_hide_a_part_of_itself) {
    EXPECT_EQ(shown("safe\u202Egpj.exe\u202C"), "safegpj.exe");
    EXPECT_EQ(shown("one\u2028two\u2029three"), "one two three");
    EXPECT_EQ(shown("b\u200Ban\uFEFFk\U000E0041"), "bank");
    EXPECT_EQ(shown("zero\u200B\u200B\u200B", 4), "zero") << "what shows nothing has no width";
}

TEST(TextTable, numbers_are_grouped_by_thousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(-1234567), "-1,234,567");
    EXPECT_EQ(grouped(-123), "-123");
    EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::max()), "9,223,372,036,854,775,807");
}

}  // namespace
}  // namespace asterism::cli
