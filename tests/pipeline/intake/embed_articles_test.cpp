#include "pipeline/intake/embed_articles.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "asterism/error.hpp"
#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

/// Knows two words, and counts how often it was asked.
class TwoWords : public embedding::Embedder {
 public:
    explicit TwoWords(std::string name = "two-words") : name_(std::move(name)) {}
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] int dimensions() const override { return 4; }
    void embed(std::span<const std::string> texts, std::span<float> rows) const override {
        std::ranges::fill(rows, 0.0F);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].find("solar") != std::string::npos) rows[4 * i] = 1;
            if (texts[i].find("rockets") != std::string::npos) rows[4 * i + 1] = 1;
        }
        asked += texts.size();
    }
    mutable std::size_t asked = 0;

 private:
    std::string name_;
};

class EmbedArticles : public ReaderTest {
 protected:
    void article(std::int64_t id, const std::string& title) {
        client->upsert_articles(std::vector<store::Article>{
            {.id = id, .title = title, .summary = "", .content = "", .url = "", .published_at = {}}});
    }
    EmbeddedArticles embed(const embedding::Embedder& model, bool all = false) {
        std::vector<ArticleId> made_here;
        client->for_each_vector([&](const store::StoredVector& vector) {
            if (vector.made_here) made_here.push_back(vector.id);
        });
        std::ranges::sort(made_here);
        return embed_articles(*client, model,
                              {.all = all, .replace = store::Replace::same_origin, .made_here = made_here}, nullptr);
    }
};

struct Cancelled : Observer {
    [[nodiscard]] bool cancelled() const override { return true; }
};

}  // namespace

TEST_F(EmbedArticles, stores_what_any_embedder_makes_and_its_name_beside) {
    article(1, "solar power");
    article(2, "rockets");
    article(3, "neither");
    const auto done = embed(TwoWords());
    EXPECT_EQ(done.embedded, 3);
    EXPECT_EQ(done.without_words, 1);
    const auto rows = client->get_all_embeddings({.dimensions = 4, .reject_zero_norm = false});
    ASSERT_EQ(rows.ids.size(), 3U);
    EXPECT_EQ(rows.vectors.row(0)[0], 1.0F);
    EXPECT_EQ(rows.vectors.row(1)[1], 1.0F);
    client->for_each_vector([](const store::StoredVector& vector) {
        EXPECT_EQ(vector.model, "two-words");
        EXPECT_TRUE(vector.made_here);
    });
}

TEST_F(EmbedArticles, asks_only_for_texts_that_are_new_or_changed) {
    article(1, "solar power");
    article(2, "rockets");
    (void)embed(TwoWords());
    article(2, "rockets and solar power");
    article(3, "rockets");
    const TwoWords model;
    const auto done = embed(model);
    EXPECT_EQ(model.asked, 2U);
    EXPECT_EQ(done.unchanged, 1);
    EXPECT_EQ(embed(TwoWords("another")).embedded, 3) << "vectors of another model are none of this one";
    EXPECT_EQ(embed(TwoWords("another"), true).unchanged, 0);
}

TEST_F(EmbedArticles, nothing_is_stored_when_it_is_interrupted) {
    article(1, "solar power");
    Cancelled observer;
    EXPECT_THROW((void)embed_articles(*client, TwoWords(), {}, &observer), Error);
    EXPECT_EQ(client->status().embeddings, 0);
}

}  // namespace asterism::pipeline
