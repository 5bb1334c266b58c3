#include "embedding/text_terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/analyzer.hpp"

namespace asterism::embedding {

TEST(TextTerms, AreStemsAndPairsThatNothingSeparates) {
    text::Analyzer analyzer;
    text::Document document;
    analyzer.analyze("Crude oil prices, and 7 of the new tankers", document);
    std::vector<std::string> terms;
    visit_terms(document, [&](std::string_view term) { terms.emplace_back(term); });
    EXPECT_THAT(terms,
                testing::ElementsAre("crude", "oil", "crude oil", "price", "oil price", "new", "tanker", "new tanker"));
}

}  // namespace asterism::embedding
