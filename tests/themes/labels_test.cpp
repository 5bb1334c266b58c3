#include "themes/labels.hpp"

#include <gtest/gtest.h>

namespace asterism::themes {
namespace {

std::vector<Theme> labelled(const std::vector<std::vector<std::string>>& keywords) {
    std::vector<Theme> themes(keywords.size());
    for (std::size_t i = 0; i < keywords.size(); ++i) {
        for (const auto& term : keywords[i])
            themes[i].keywords.push_back({term, 1.0});
    }
    label_themes(themes);
    return themes;
}

}  // namespace

TEST(Labels, AreTwoToFourWordsOfTheBestKeywords) {
    const auto themes = labelled({{"cocoa", "quota", "Ivory Coast", "bags"},
                                  {"crude oil", "OPEC", "barrels"},
                                  {"consumer price index", "inflation"},
                                  {"Rio de Janeiro", "Bank of England"},
                                  {"Herald of Free Enterprise", "ferry"},
                                  {"coffee", "International Coffee Organization"},
                                  {"gold"},
                                  {"Louvre", "Treasury Secretary James Baker", "stability", "Paris"}});
    EXPECT_EQ(themes[0].label, "cocoa, quota, Ivory Coast");
    EXPECT_EQ(themes[1].label, "crude oil, OPEC");
    EXPECT_EQ(themes[2].label, "consumer price index, inflation");
    EXPECT_EQ(themes[3].label, "Rio de Janeiro");
    EXPECT_EQ(themes[4].label, "Herald of Free Enterprise");
    EXPECT_EQ(themes[5].label, "coffee, International Coffee Organization");
    EXPECT_EQ(themes[6].label, "gold");
    EXPECT_EQ(themes[7].label, "Louvre, stability, Paris");
}

TEST(Labels, AreUniqueWhateverTheCase) {
    const auto themes = labelled(
        {{"apple", "iPad", "Mac", "Jobs"}, {"Apple", "iPad", "mac", "chip"}, {"apple", "iPad", "Mac"}, {}, {}});
    EXPECT_EQ(themes[0].label, "apple, iPad, Mac");
    EXPECT_EQ(themes[1].label, "Apple, iPad, mac, chip");
    EXPECT_EQ(themes[2].label, "apple, iPad, Mac 2");
    EXPECT_EQ(themes[3].label, "cluster");
    EXPECT_EQ(themes[4].label, "cluster 2");
}

TEST(Labels, AreNoneThatIsUsedAlready) {
    LabelSet used;
    used.insert("Wind, Solar");
    std::vector<Theme> themes(2);
    themes[0].keywords = {{"wind", 2}, {"solar", 1}, {"consumer price index", 1}};
    themes[1].keywords = {{"wind", 2}, {"solar", 1}};
    label_themes(themes, used);
    EXPECT_EQ(themes[0].label, "wind, solar, consumer price index");
    EXPECT_EQ(themes[1].label, "wind, solar 2");
    EXPECT_TRUE(used.contains("wind, solar 2"));
}

}  // namespace asterism::themes
