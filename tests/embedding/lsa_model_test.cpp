#include "embedding/lsa_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "asterism/error.hpp"

namespace asterism::embedding {
namespace {

/// Sentences of our own about three subjects; text i is about subject i % 3.
std::vector<std::string> three_subjects(std::size_t count) {
    const std::vector<std::vector<std::string>> words{
        {"tanker", "crude oil", "refinery", "barrel", "pipeline", "drilling", "petrol", "offshore"},
        {"goalkeeper", "penalty", "striker", "league", "stadium", "referee", "midfield", "trophy"},
        {"telescope", "galaxy", "orbit", "comet", "astronomer", "planet", "supernova", "eclipse"}};
    std::mt19937 random(4);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = "Report " + std::to_string(i) + ":";
        for (int k = 0; k < 6; ++k)
            text += " the " + words[i % 3][random() % 8];
        texts.push_back(text);
    }
    return texts;
}

LsaModel fitted(const std::vector<std::string>& texts, const LsaOptions& options) {
    return LsaModel::fit(
        [&](const auto& visit) {
            for (const auto& text : texts)
                visit(text);
        },
        options);
}

std::vector<float> rows_of(const LsaModel& model, const std::vector<std::string>& texts) {
    std::vector<float> rows(texts.size() * static_cast<std::size_t>(model.dimensions()), 9.0F);
    model.embed(texts, rows);
    return rows;
}

double cosine(const std::vector<float>& rows, std::size_t width, std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t k = 0; k < width; ++k)
        sum += static_cast<double>(rows[a * width + k]) * static_cast<double>(rows[b * width + k]);
    return sum;
}

}  // namespace

TEST(LsaModel, PutsTextsOfOneSubjectTogetherEvenWithoutACommonWord) {
    std::vector<std::string> texts = three_subjects(120);
    const LsaModel model = fitted(texts, {.dimensions = 4});
    const std::vector<float> rows =
        rows_of(model, {"a tanker at the refinery", "offshore drilling", "the striker and the referee"});
    EXPECT_GT(cosine(rows, 4, 0, 1), 0.8);
    EXPECT_LT(cosine(rows, 4, 0, 2), 0.3);
}

TEST(LsaModel, GivesUnitRowsAndZerosForATextWithoutAKnownWord) {
    const LsaModel model = fitted(three_subjects(60), {.dimensions = 5});
    const std::vector<float> rows = rows_of(model, {"the comet", "", "the of and", "unheard-of zebras", "12 34"});
    EXPECT_NEAR(cosine(rows, 5, 0, 0), 1.0, 1e-6);
    for (std::size_t i = 5; i < rows.size(); ++i)
        EXPECT_EQ(rows[i], 0.0F);
}

TEST(LsaModel, GivesTheSameBytesForEveryThreadCount) {
    const std::vector<std::string> texts = three_subjects(300);
    const LsaModel one = fitted(texts, {.dimensions = 16, .threads = 1});
    for (const int threads : {2, 4}) {
        const LsaModel many = fitted(texts, {.dimensions = 16, .threads = threads});
        EXPECT_EQ(one.save(), many.save());
        EXPECT_EQ(rows_of(one, texts), rows_of(many, texts));
    }
}

TEST(LsaModel, FoldsInATextAloneAsItDoesAmongMany) {
    const std::vector<std::string> texts = three_subjects(150);
    const LsaModel model = fitted(texts, {.dimensions = 8});
    const std::vector<float> together = rows_of(model, texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::vector<float> alone = rows_of(model, {texts[i]});
        EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + static_cast<std::ptrdiff_t>(i * 8)));
    }
}

TEST(LsaModel, ComesBackFromItsBytesAsItWas) {
    const std::vector<std::string> texts = three_subjects(90);
    const LsaModel model = fitted(texts, {.dimensions = 7});
    const std::string bytes = model.save();
    const LsaModel loaded = LsaModel::load(bytes);
    EXPECT_EQ(loaded.name(), model.name());
    EXPECT_EQ(loaded.dimensions(), 7);
    EXPECT_EQ(loaded.save(), bytes);
    EXPECT_EQ(rows_of(loaded, texts), rows_of(model, texts));
}

TEST(LsaModel, IsNamedByWhatItLearned) {
    const std::string name = fitted(three_subjects(30), {.dimensions = 4}).name();
    EXPECT_EQ(name, fitted(three_subjects(30), {.dimensions = 4}).name());
    EXPECT_NE(name, fitted(three_subjects(31), {.dimensions = 4}).name());
    EXPECT_TRUE(name.starts_with("lsa-") && name.size() == 20) << name;
}

TEST(LsaModel, RefusesBytesThatAreCutOrChanged) {
    const std::string bytes = fitted(three_subjects(30), {.dimensions = 3}).save();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50) {
        EXPECT_THROW((void)LsaModel::load(std::string_view(bytes).substr(0, size)), Error) << size;
    }
    for (std::size_t i = 0; i < bytes.size(); i += 1 + i / 50) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x40);
        EXPECT_THROW((void)LsaModel::load(changed), Error) << i;
    }
    EXPECT_THROW((void)LsaModel::load(bytes + "x"), Error);
}

TEST(LsaModel, LeavesTheLastCoordinatesZeroWhenThereAreFewerTexts) {
    const LsaModel model = fitted({"crude oil tanker", "comet and planet"}, {.dimensions = 6});
    const std::vector<float> rows = rows_of(model, {"crude oil tanker", "comet and planet"});
    EXPECT_NEAR(cosine(rows, 6, 0, 0), 1.0, 1e-6);
    EXPECT_NEAR(cosine(rows, 6, 0, 1), 0.0, 1e-6);
    for (std::size_t k = 2; k < 6; ++k)
        EXPECT_EQ(rows[k], 0.0F);
}

TEST(LsaModel, SaysWhyItCannotLearn) {
    EXPECT_THROW((void)fitted({}, {}), Error);
    EXPECT_THROW((void)fitted({"", "the of and", "12"}, {}), Error);
    EXPECT_THROW((void)fitted({"comet"}, {.dimensions = 0}), Error);
}

}  // namespace asterism::embedding
