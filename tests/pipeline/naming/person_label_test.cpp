#include "pipeline/naming/person_label.hpp"

#include <gmock/gmock.h>

#include "pipeline/refusal.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

}  // namespace

TEST(CheckedLabel, is_trimmed_and_visible_and_short) {
    EXPECT_EQ(checked_label(" \t Énergie  2 \u00A0"), "Énergie  2");
    EXPECT_EQ(checked_label("x"), "x");
    EXPECT_EQ(checked_label("☀\uFE0F می\u200Cخواهم"), "☀\uFE0F می\u200Cخواهم");
    const std::string eighty = "é" + std::string(79, 'x');
    EXPECT_EQ(checked_label(eighty), eighty);
    EXPECT_THAT(refusal(ErrorKind::usage, [&] { (void)checked_label(eighty + "y"); }), HasSubstr("81 characters"));
    for (const char* empty : {"", "  ", "\n\t", "\u2003"})
        EXPECT_THAT(refusal(ErrorKind::usage, [&] { (void)checked_label(empty); }), HasSubstr("empty"));
    for (const char* bad : {"a\nb", "a\x1b[31m", "a\x7f", "a\u202Eb", "a\u0085z", "a\u2028z", "a\uFEFFz", "a\u200Bz",
                            "a\u200Dz", "a\u3164z", "a\U000E0041z", "a\uFE0Fz", "a\uE000z"})
        EXPECT_THAT(refusal(ErrorKind::usage, [&] { (void)checked_label(bad); }), HasSubstr("U+")) << bad;
    EXPECT_THAT(refusal(ErrorKind::usage, [&] { (void)checked_label("caf\xE9"); }), HasSubstr("UTF-8"));
}

}  // namespace asterism::pipeline
