#include "text/boilerplate.hpp"

#include <gtest/gtest.h>

#include <string>

namespace asterism::text {
namespace {

/// The body with its empty lines left out.
std::string kept(std::string_view body) {
    const std::string out = without_boilerplate(body);
    std::string lines;
    for (std::size_t begin = 0; begin < out.size();) {
        const std::size_t end = std::min(out.find('\n', begin), out.size());
        if (end > begin && !lines.empty()) lines += '|';
        lines.append(out, begin, end - begin);
        begin = end + 1;
    }
    return lines;
}

TEST(Boilerplate, CutsNoticesOfTheSite) {
    EXPECT_EQ(
        kept("The ferry sank.\nRead more: ten ferries that sank\nSubscribe to our newsletter!\n© 2031 The Gazette"),
        "The ferry sank.");
    EXPECT_EQ(kept("The post Ferry sinks appeared first on The Gazette.\nNobody was hurt."), "Nobody was hurt.");
    EXPECT_EQ(kept("Die Fähre sank.\nLesen Sie auch: Alle Fähren\nAlle Rechte vorbehalten."), "Die Fähre sank.");
    EXPECT_EQ(kept("Le bac a coulé.\nLire la suite\nTous droits réservés"), "Le bac a coulé.");
    EXPECT_EQ(kept("El barco se hundió.\nLeer más\nSuscríbete a nuestro boletín"), "El barco se hundió.");
}

TEST(Boilerplate, KeepsSentencesThatBeginAlike) {
    for (const char* sentence : {
             "The post office in Ulm closes next year.",
             "Share prices fell in Oslo.",
             "Sources close to the bank said so.",
             "Readers will miss it.",
             "By 2030 the bridge will carry trams.",
             "By Monday the water had gone.",
             "Reuters was bought by a publisher.",
             "Moreover, the harvest failed.",
             "Copyrights are what the court must weigh, said the judge, who had read more than four hundred letters "
             "from "
             "authors, their heirs and their publishers in the spring.",
         })
        EXPECT_EQ(kept(sentence), sentence);
}

TEST(Boilerplate, CutsBylinesAtTheTopOnly) {
    EXPECT_EQ(kept("By Ada Moreau and Jon Lind\n\nThe bridge is closed."), "The bridge is closed.");
    EXPECT_EQ(kept("Von Jan de Boer\nDie Brücke ist zu."), "Von Jan de Boer|Die Brücke ist zu.")
        << "a small word: not sure";
    EXPECT_EQ(kept("The book is out.\nBy Ada Moreau"), "The book is out.|By Ada Moreau");
}

TEST(Boilerplate, CutsDatelinesOfAgencies) {
    EXPECT_EQ(kept("OSLO, March 3 (Reuters) - The ferry sank."), " The ferry sank.");
    EXPECT_EQ(kept("(AP) -- The ferry sank."), " The ferry sank.");
    EXPECT_EQ(kept("LYON (AFP) \xE2\x80\x94 Le bac a coulé."), " Le bac a coulé.");
    EXPECT_EQ(kept("The index (AP) rose."), "The index (AP) rose.");
    EXPECT_EQ(kept("Rates rose.\nReuter\n"), "Rates rose.");
}

TEST(Boilerplate, CutsQuotedMailAndSignatures) {
    EXPECT_EQ(kept("In article <42@host> ada@host (Ada) writes:\n> it floats\nIt does not."), "It does not.");
    EXPECT_EQ(kept("It sinks.\n-- \nAda Moreau\nShipyard 5"), "It sinks.");
    EXPECT_EQ(kept("A list\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14"),
              "A list|--|1|2|3|4|5|6|7|8|9|10|11|12|13|14")
        << "too long for a signature";
}

TEST(Boilerplate, CutsEncodedFiles) {
    const std::string line = "M)B9R&KJ)EVZ=+ITNKH>?7U=PGU]+Q=?72_=UPUGT>+,<LORPUXFJ29TQ)4HX";
    EXPECT_EQ(without_encoded_files("A picture follows.\n" + line + "\n  " + line + "\r\nEnjoy it."),
              "A picture follows.\n\n\nEnjoy it.");
    EXPECT_EQ(without_encoded_files(std::string(64, 'Q') + "+/==\n"), "\n");
    for (const std::string text : {"MANCHESTER UNITED BEAT ARSENAL IN A GAME THAT NOBODY EXPECTED", "", "\n\n",
                                   "https://example.org/a-long-address/of-more-than/fifty-characters/indeed.html"})
        EXPECT_EQ(without_encoded_files(text), text);
}

TEST(Boilerplate, TakesAnyText) {
    EXPECT_EQ(kept(""), "");
    EXPECT_EQ(kept("\n\n\n"), "");
    EXPECT_EQ(kept("--"), "--");
    EXPECT_EQ(kept("(ap)"), "(ap)");
}

}  // namespace
}  // namespace asterism::text
