#include "pipeline/intake/step1_embed.hpp"

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
    EXPECT_EQ(report.there.named, (std::map<std::string, std::int64_t>{{"external", 1}}));
    EXPECT_EQ(vectors(), before);
}

TEST_F(Step1Embed, vectors_of_unknown_origin_or_of_a_model_that_is_not_ours_are_somebodys) {
    write_some();
    const std::map<std::int64_t, std::string> models{{1, ""}, {2, "lsa-theirs"}, {3, "minilm"}, {4, "minilm"}};
    for (const auto& [id, model] : models)
        add_vector(id, {0, 1, 0, static_cast<float>(id)}, model);
    execute("UPDATE embeddings SET model = NULL WHERE article_id = 1");
    const auto before = vectors();
    for (const bool refit : {false, true}) {
        const auto report = step1_embed(*client, {.refit = refit});
        EXPECT_EQ(report.external, 4);
        EXPECT_EQ(report.embedded, 0);
        EXPECT_EQ(report.there.unknown, 1);
        EXPECT_EQ(report.there.named, (std::map<std::string, std::int64_t>{{"lsa-theirs", 1}, {"minilm", 2}}));
        EXPECT_EQ(vectors(), before);
    }
}

TEST_F(Step1Embed, replacing_by_name_makes_them_all_ours) {
    write_some();
    add_vector(1, {0, 1, 0, 0}, "minilm");
    add_vector(2, {0, 1, 0, 0}, "");
    const auto report = step1_embed(*client, {.replace = true});
    EXPECT_EQ(report.embedded, 4);
    EXPECT_EQ(report.external, 0);
    EXPECT_EQ(report.there.elsewhere(), 2);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 4);
    EXPECT_EQ(step1_embed(*client, {}).unchanged, 4) << "from then on they are folded in as any";
}

TEST_F(Step1Embed, a_reader_that_holds_both_is_refused_with_counts_and_stays_as_it_is) {
    write_some();
    (void)step1_embed(*client, {});
    add_vector(2, {0, 1, 0, 0}, "minilm");
    const auto before = vectors();
    for (const bool refit : {false, true}) {
        try {
            (void)step1_embed(*client, {.refit = refit});
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data);
            EXPECT_THAT(error.what(), testing::HasSubstr("3 vectors were made here"));
            EXPECT_THAT(error.what(), testing::HasSubstr("1 came from elsewhere (1 of \"minilm\")"));
            EXPECT_THAT(error.what(), testing::HasSubstr("--remove"));
        }
    }
    EXPECT_EQ(vectors(), before);
    EXPECT_EQ(client->remove_made_vectors(), 3);
    EXPECT_EQ(step1_embed(*client, {}).without, 3) << "what the message says, mends it";
}

TEST_F(Step1Embed, a_vector_that_another_program_put_in_the_place_of_ours_is_not_made_anew) {
    write_some();
    (void)step1_embed(*client, {});
    execute("UPDATE embeddings SET embedding = x'0000803f000000000000000000000000'");
    const auto before = vectors();
    write(1, "a changed text about the grid");
    EXPECT_EQ(step1_embed(*client, {}).external, 4) << "though the column model still bears our name";
    EXPECT_EQ(vectors(), before);
}

TEST_F(Step1Embed, a_vector_that_is_gone_is_made_again) {
    write_some();
    (void)step1_embed(*client, {});
    const auto before = vectors();
    execute("UPDATE embeddings SET embedding = NULL WHERE article_id = 1; DELETE FROM embeddings WHERE article_id = 2");
    EXPECT_EQ(step1_embed(*client, {}).embedded, 2);
    EXPECT_EQ(vectors(), before);
}

TEST_F(Step1Embed, vectors_of_no_article_stand_in_nobodys_way) {
    write_some();
    execute("PRAGMA foreign_keys = OFF; INSERT INTO embeddings (article_id, embedding) VALUES (99, x'0000803f')");
    const auto report = step1_embed(*client, {});
    EXPECT_EQ(report.embedded, 4);
    EXPECT_EQ(report.external, 0);
}

TEST_F(Step1Embed, in_a_table_of_articles_with_vectors_ours_are_known_again_and_others_stay) {
    execute(
        "CREATE TABLE docs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, vec BLOB, model TEXT NOT NULL DEFAULT 'T')");
    const store::TableNames names{.articles = "docs",
                                  .article_id = "id",
                                  .embeddings = "docs",
                                  .embeddings_article_id = "id",
                                  .embedding = "vec"};
    const auto docs = open_store(folder / "reader.db", names, Access::write);
    docs->initialize_tables({.dimensions = kDimensions});
    execute("INSERT INTO docs (id, title) VALUES (1, 'wind turbines power the grid'), (2, 'rockets reach the orbit')");
    EXPECT_EQ(step1_embed(*docs, {}).embedded, 2);
    EXPECT_EQ(step1_embed(*docs, {}).unchanged, 2);
    execute("UPDATE docs SET title = 'solar panels power the grid' WHERE id = 2");
    EXPECT_EQ(step1_embed(*docs, {}).embedded, 1) << "its text changed";
    execute("UPDATE docs SET vec = x'0000803f000000000000000000000000', title = 'changed'");
    EXPECT_EQ(step1_embed(*docs, {}).external, 2);
    EXPECT_EQ(step1_embed(*docs, {.refit = true}).embedded, 0);
    EXPECT_EQ(docs->get_all_embeddings({}).vectors.row(1)[0], 1.0F);
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
