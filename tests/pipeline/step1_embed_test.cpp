#include "pipeline/step1_embed.hpp"

#include <gmock/gmock.h>

#include <map>

#include "asterism/error.hpp"
#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

class Step1Embed : public ReaderTest {
 protected:
    void write(std::int64_t id, const std::string& title) {
        const std::vector<store::Article> articles{
            {.id = id, .title = title, .summary = {}, .content = {}, .url = {}, .published_at = {}}};
        client->upsert_articles(articles);
    }
    void write_some() {
        write(1, "wind turbines power the grid");
        write(2, "solar panels power the grid");
        write(3, "rockets reach the orbit");
        write(4, "satellites reach the orbit");
    }
    std::map<std::int64_t, std::vector<float>> vectors() {
        const auto rows = client->get_all_embeddings({.dimensions = {}, .reject_zero_norm = false});
        std::map<std::int64_t, std::vector<float>> found;
        for (std::size_t i = 0; i < rows.ids.size(); ++i) {
            found[rows.ids.integer(i)].assign(rows.vectors.row(i), rows.vectors.row(i) + rows.vectors.cols());
        }
        return found;
    }
};

TEST_F(Step1Embed, the_first_call_learns_a_model_and_embeds_everything) {
    write_some();
    const auto report = step1_embed(*client, {});
    EXPECT_TRUE(report.fitted);
    EXPECT_EQ(report.embedded, 4);
    EXPECT_EQ(vectors().size(), 4U);
    EXPECT_EQ(vectors().at(1).size(), static_cast<std::size_t>(kDimensions));
}

TEST_F(Step1Embed, the_second_call_finds_nothing_to_do) {
    write_some();
    const auto first = step1_embed(*client, {});
    const auto report = step1_embed(*client, {});
    EXPECT_FALSE(report.fitted);
    EXPECT_EQ(report.model, first.model);
    EXPECT_EQ(report.embedded, 0);
    EXPECT_EQ(report.unchanged, 4);
}

TEST_F(Step1Embed, new_and_changed_articles_are_folded_in_and_the_others_keep_their_bytes) {
    write_some();
    (void)step1_embed(*client, {});
    const auto before = vectors();
    write(2, "rockets reach the orbit");
    write(5, "wind turbines power the grid");
    const auto report = step1_embed(*client, {});
    EXPECT_EQ(report.embedded, 2);
    EXPECT_EQ(report.unchanged, 3);
    const auto after = vectors();
    EXPECT_EQ(after.at(1), before.at(1));
    EXPECT_EQ(after.at(2), before.at(3)) << "the same text, the same vector";
    EXPECT_EQ(after.at(5), before.at(1));
}

TEST_F(Step1Embed, refit_learns_anew_and_embeds_all) {
    write_some();
    const auto first = step1_embed(*client, {});
    write(5, "bread and butter");
    const auto report = step1_embed(*client, {.refit = true});
    EXPECT_TRUE(report.fitted);
    EXPECT_NE(report.model, first.model);
    EXPECT_EQ(report.embedded, 5);
}

TEST_F(Step1Embed, tables_made_for_other_dimensions_get_a_new_model) {
    write_some();
    (void)step1_embed(*client, {});
    auto other = open_store(folder / "other.db", {}, Access::write);
    other->initialize_tables({.dimensions = 2});
    other->save_model("lsa", client->load_model("lsa").value());
    const std::vector<store::Article> articles{
        {.id = std::int64_t{1}, .title = "wind and sun", .summary = {}, .content = {}, .url = {}, .published_at = {}},
        {.id = std::int64_t{2}, .title = "wind and rain", .summary = {}, .content = {}, .url = {}, .published_at = {}}};
    other->upsert_articles(articles);
    EXPECT_TRUE(step1_embed(*other, {}).fitted);
}

TEST_F(Step1Embed, vectors_from_elsewhere_are_never_touched_nor_mixed) {
    add_article(1, 0);
    const auto before = vectors();
    write(2, "an article without a vector");
    const auto report = step1_embed(*client, {.refit = true});
    EXPECT_EQ(report.external, 1);
    EXPECT_EQ(report.without, 1);
    EXPECT_EQ(report.embedded, 0);
    EXPECT_EQ(vectors(), before);
}

TEST_F(Step1Embed, a_text_without_a_known_word_gets_a_zero_vector_once) {
    write_some();
    write(5, "?!");
    EXPECT_EQ(step1_embed(*client, {}).without_words, 1);
    EXPECT_EQ(step1_embed(*client, {}).embedded, 0);
    EXPECT_EQ(vectors().at(5), std::vector<float>(kDimensions, 0.0F));
}

TEST_F(Step1Embed, without_any_article_it_says_what_to_do) {
    try {
        (void)step1_embed(*client, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), testing::HasSubstr("asterism ingest"));
    }
}

}  // namespace
}  // namespace asterism::pipeline
