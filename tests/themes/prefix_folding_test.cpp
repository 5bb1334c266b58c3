#include "themes/prefix_folding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace asterism::themes {
namespace {

using Words = std::vector<std::string>;

/// All of `forms` have one base when they stand in one cluster, in whatever order.
void expect_one_word(const Words& languages, Words forms) {
    for (int order = 0; order < 2; ++order) {
        PrefixFolding folding(languages);
        for (const std::string& form : forms)
            folding.add(form);
        for (const std::string& form : forms)
            EXPECT_EQ(folding.base(form), folding.base(forms[0])) << form << " and " << forms[0];
        std::ranges::reverse(forms);
    }
}

bool are_one(const Words& languages, const std::string& one, const std::string& other) {
    PrefixFolding folding(languages);
    folding.add(one);
    folding.add(other);
    return folding.base(one) == folding.base(other);
}

TEST(PrefixFolding, GivesAllFormsOfAHebrewWordOneBase) {
    expect_one_word({"he"}, {"בנק", "הבנק", "והבנק", "לבנק", "בבנק", "מהבנק", "שבבנק", "כבנק"});
    expect_one_word({"he"}, {"הגשר", "לגשר", "והגשר"});  // nowhere without a prefix
    expect_one_word({"he"}, {"הגז", "גז"});
}

TEST(PrefixFolding, GivesAllFormsOfAnArabicWordOneBase) {
    expect_one_word({"ar"}, {"بنك", "البنك", "والبنك", "للبنك", "بالبنك", "لبنك", "وبنك", "فالبنك"});
    expect_one_word({"ar"}, {"وزير", "الوزير", "والوزير", "لوزير", "ووزير"});  // begins with a letter like a prefix
    expect_one_word({"ar"}, {"الانتخابات", "والانتخابات", "انتخابات", "بانتخابات"});
    expect_one_word({"ar"}, {"والأسعار", "أسعار", "للأسعار"});
}

TEST(PrefixFolding, TakesNoLetterOffWhereNothingShowsThatItIsAPrefix) {
    EXPECT_FALSE(are_one({"he"}, "משרד", "מכתב"));
    EXPECT_FALSE(are_one({"he"}, "מפלגה", "הפלגה")) << "both words begin so themselves";
    EXPECT_FALSE(are_one({"ar"}, "بلد", "ولد"));
    PrefixFolding folding(Words{"he"});
    folding.add("שלום");
    EXPECT_EQ(folding.base("שלום"), "שלום");
}

TEST(PrefixFolding, LeavesOtherLanguagesAlone) {
    EXPECT_FALSE(are_one({"fa"}, "فروش", "روش"));
    EXPECT_FALSE(are_one({"en"}, "bank", "the bank"));
    EXPECT_FALSE(PrefixFolding(Words{"fa", "en"}).folds());
    PrefixFolding folding(Words{"he"});
    EXPECT_EQ(folding.base("bank"), "bank");
    EXPECT_EQ(folding.base(""), "");
}

}  // namespace
}  // namespace asterism::themes
