#include "themes/label_set.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace asterism::themes {
namespace {

TEST(LabelSet, labels_that_people_take_for_one_are_equal) {
    LabelSet used;
    EXPECT_TRUE(used.insert("Solar panels"));
    for (const char* same : {"Solar panels", "solar PANELS", "solar  panels ", "Ｓｏｌａｒ panels"}) {
        EXPECT_FALSE(used.insert(same)) << same;
        EXPECT_TRUE(used.contains(same)) << same;
    }
    EXPECT_TRUE(used.insert("ÉCLAIR"));
    EXPECT_FALSE(used.insert("e\u0301clair"));
    EXPECT_TRUE(used.insert("Solarpanels"));
    used.erase("SOLAR panels");
    EXPECT_TRUE(used.insert("Solar panels"));
}

TEST(LabelSet, an_equal_label_is_told_apart_by_keywords_it_does_not_name_yet) {
    const std::vector<Keyword> keywords{{"crude oil", 3}, {"oil", 2}, {"OPEC", 1}};
    LabelSet used;
    EXPECT_EQ(used.insert_apart("crude oil", keywords), "crude oil");
    EXPECT_EQ(used.insert_apart("Crude oil", keywords), "Crude oil, OPEC");
    EXPECT_EQ(used.insert_apart("crude oil", keywords), "crude oil 2");
    EXPECT_EQ(used.insert_apart("crude oil", {}), "crude oil 3");
}

TEST(LabelSet, a_term_is_named_by_all_its_words_and_not_by_a_part_of_one) {
    EXPECT_TRUE(names_term("Gas, pipeline", "gas"));
    EXPECT_TRUE(names_term("crude  OIL prices", "Crude oil"));
    EXPECT_FALSE(names_term("Las Vegas", "gas"));
    EXPECT_FALSE(names_term("oil, crude", "crude oil"));
    EXPECT_FALSE(names_term("anything", ""));
}

}  // namespace
}  // namespace asterism::themes
