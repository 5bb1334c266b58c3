#include "text/clean.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/utf8.hpp"

namespace asterism::text {
namespace {

/// Runs of white space as one space, so that cases can be read.
std::string squeezed(std::string_view raw) {
    std::string out;
    for (const char c : clean(raw)) {
        const bool space = c == ' ' || c == '\n';
        if (!space)
            out.push_back(c);
        else if (!out.ends_with(' '))
            out.push_back(' ');
    }
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

}  // namespace

TEST(Clean, TakesTagsAwayAndKeepsTheirText) {
    EXPECT_EQ(clean("the <b>oil</b> price"), "the oil price");
    EXPECT_EQ(squeezed("<p class=\"x y\">Oil</p><ul><li>up<li>down</ul>"), " Oil up down");
    EXPECT_EQ(squeezed("a<br/>b<!-- hidden <b> -->c"), "a b c");
    EXPECT_EQ(squeezed("x<script>var a = '<p>';</script>y<STYLE>p{}</style>z"), "x y z");
}

TEST(Clean, SeparatesBlocksByABlankLineButNotInlineTags) {
    EXPECT_EQ(clean("<p>one</p><p>two</p>"), "\n\none\n\n\n\ntwo\n\n");
    EXPECT_EQ(clean("H<sub>2</sub>O"), "H2O");
}

TEST(Clean, KeepsASmallerThanSignThatOpensNoTag) {
    EXPECT_EQ(clean("2 < 3 and a <3 b"), "2 < 3 and a <3 b");
    EXPECT_EQ(clean("ends with <"), "ends with <");
    EXPECT_EQ(clean("<never closed"), "<never closed");
}

TEST(Clean, DecodesReferencesTwiceWhereAFeedEscapedItsHtml) {
    EXPECT_EQ(clean("R&amp;D &lt; &#65;&#x42; &eacute;&Uuml;"), "R&D < AB éÜ");
    EXPECT_EQ(squeezed("&lt;p&gt;caf&amp;eacute;&lt;/p&gt;"), " café");
    EXPECT_EQ(clean("it&#146;s"), "it's");
    EXPECT_EQ(clean("&unknown; &; &#xZZ; &#0; AT&T"), "&unknown; &; &#xZZ;   AT&T");
}

TEST(Clean, DropsAddresses) {
    EXPECT_EQ(squeezed("see https://example.org/a?b=c, www.example.org/x and ask jane.doe+x@mail.example.org now"),
              "see and ask now");
    EXPECT_EQ(squeezed("thanks @jane for 5 @ 3"), "thanks @jane for 5 @ 3");
}

TEST(Clean, NormalisesWhatLooksTheSame) {
    EXPECT_EQ(clean("Ｆｕｌｌ ﬁne it’s"), "Full fine it's");
    EXPECT_EQ(clean("e\xCC\x81t\xC3\xA9"), "été");
}

TEST(Clean, RemovesWhatNobodySees) {
    EXPECT_EQ(clean(std::string_view("a\0b\x01"
                                     "c\x7F",
                                     6)),
              "ab c ")
        << "a NUL byte is removed before anything else is looked at";
    EXPECT_EQ(clean("\xEF\xBB\xBFsoft\xC2\xADware\xE2\x80\x8B"), "software");
    EXPECT_EQ(clean("ba\u202Enk one\u2028two\u2029three"), "bank one\ntwo\nthree");
    EXPECT_EQ(clean("own \uE000 letter"), "own   letter");
    EXPECT_EQ(clean("bad \xFF\xC3 bytes \xED\xA0\x80"), "bad    bytes    ");
}

TEST(Clean, NeverFailsAndAlwaysGivesValidText) {
    std::mt19937 random(11);
    const std::string_view pieces[]{"<",        ">",        "</p>", "<!--",    "-->",  "&", "&amp;",
                                    "&#",       ";",        "@",    "http://", "www.", "é", "\xFF",
                                    "\xE2\x80", "<script>", "\n",   "a",       "Z",    "1", "."};
    for (int round = 0; round < 3000; ++round) {
        std::string raw;
        for (auto n = random() % 30; n > 0; --n)
            raw += pieces[random() % std::size(pieces)];
        const std::string out = clean(raw);
        EXPECT_TRUE(is_utf8(out)) << raw;
        EXPECT_EQ(out.find('\0'), std::string::npos);
    }
}

}  // namespace asterism::text
