#include "themes/nlp_lexicon.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace asterism::themes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> shown(const std::vector<Entity>& entities) {
    std::vector<std::string> out;
    for (const Entity& entity : entities)
        out.push_back(entity.text + "/" + entity.type + "/" + std::to_string(entity.count));
    return out;
}

TEST(NlpLexicon, CountsAnArticleOnceForEachPhraseAndItsEnds) {
    NlpLexicon lexicon;
    lexicon.add(std::vector<NlpSpan>{{"Central Bank governor", ""}, {"central bank governor", ""}});
    lexicon.add(std::vector<NlpSpan>{{"bank governor", ""}});
    EXPECT_EQ(lexicon.articles(), 2);
    EXPECT_EQ(lexicon.articles_with("central bank governor"), 1);
    EXPECT_EQ(lexicon.articles_with("Bank Governor"), 2);
    EXPECT_EQ(lexicon.articles_with("governor"), 2);
    EXPECT_EQ(lexicon.articles_with("central bank"), 0);
    EXPECT_EQ(lexicon.articles_with(""), 0);
}

TEST(NlpLexicon, ShowsEntitiesInTheirMostFrequentFormAndType) {
    NlpLexicon lexicon;
    lexicon.add(std::vector<NlpSpan>{{"OPEC", "ORG"}, {"Lagos", "GPE"}});
    lexicon.add(std::vector<NlpSpan>{{"OPEC", "ORG"}});
    lexicon.add(std::vector<NlpSpan>{{"Opec", "PERSON"}, {"Abuja", "GPE"}});
    EXPECT_THAT(shown(lexicon.entities(10)), ElementsAre("OPEC/ORG/3", "Abuja/GPE/1", "Lagos/GPE/1"));
    EXPECT_THAT(shown(lexicon.entities(1)), ElementsAre("OPEC/ORG/3"));
    EXPECT_THAT(NlpLexicon().entities(10), IsEmpty());
}

TEST(NlpLexicon, ShowsALastNameAsTheWholeName) {
    NlpLexicon lexicon;
    lexicon.add(std::vector<NlpSpan>{{"Ada Moreau", "PERSON"}, {"Moreau", "PERSON"}});
    lexicon.add(std::vector<NlpSpan>{{"Moreau", "ORG"}});
    EXPECT_THAT(shown(lexicon.entities(10)), ElementsAre("Ada Moreau/PERSON/2"));
    for (int i = 0; i < 5; ++i)
        lexicon.add(std::vector<NlpSpan>{{"Moreau", "ORG"}});
    EXPECT_THAT(shown(lexicon.entities(10)), ElementsAre("Moreau/ORG/7", "Ada Moreau/PERSON/1"));
}

TEST(NlpLexicon, SeesNoHiddenCharacter) {
    NlpLexicon lexicon;
    lexicon.add(std::vector<NlpSpan>{{"Paul\u202E Volc\u200Bker", "PER\u2066SON"}});
    EXPECT_THAT(shown(lexicon.entities(5)), ElementsAre("Paul Volcker/PERSON/1"));
    EXPECT_EQ(lexicon.articles_with("paul volcker"), 1);
}

}  // namespace
}  // namespace asterism::themes
