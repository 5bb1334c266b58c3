#include "pipeline/naming/theme_stage.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

using testing::Contains;
using testing::Field;

/// A language pipeline that finds the same name in every text, or none that works.
struct OneName : themes::LocalNlpClient {
    explicit OneName(std::vector<std::string>& seen, bool works = true) : titles(seen), works_(works) {}
    [[nodiscard]] std::string name() const override { return "fake"; }
    [[nodiscard]] std::string versions() const override { return "fake 1.0"; }
    [[nodiscard]] std::string problem() const override { return works_ ? "" : "it is broken"; }
    [[nodiscard]] std::optional<std::vector<std::vector<themes::NlpSpan>>> extract(
        std::span<const themes::NlpText> texts, const Observer&) override {
        for (const auto& text : texts)
            titles.push_back(text.title);
        if (!works_) return std::nullopt;
        return std::vector<std::vector<themes::NlpSpan>>(texts.size(), {{"Ada Lovelace", "PERSON"}});
    }
    std::vector<std::string>& titles;

 private:
    bool works_;
};

class ThemeStage : public ReaderTest {
 protected:
    /// Two clusters of six articles each, and one article that was rejected.
    ThemeStage() {
        add_groups(2, 6);
        add_article(13, 3);
        for (std::int64_t id = 1; id <= 13; ++id) {
            rows.ids.push_back(id);
            if (id == 13)
                rows.add(-1, 0, 0, store::How::rejected);
            else
                rows.add(id <= 6 ? 0 : 1, 1.0 / static_cast<double>(id), 0, store::How::density);
        }
    }
    NamedThemes name(std::unique_ptr<themes::LocalNlpClient> pipeline) {
        return name_clusters(*client, {.rows = rows, .clusters = clusters, .representatives = representatives},
                             settings, std::move(pipeline), Observer());
    }
    store::Assignments rows;
    std::vector<store::RunCluster> clusters{{.label = 0, .centroid = {}, .article_count = 6},
                                            {.label = 1, .centroid = {}, .article_count = 6}};
    std::vector<std::vector<ArticleId>> representatives{{std::int64_t{2}}, {std::int64_t{8}, std::int64_t{7}}};
    ThemeSettings settings;
    std::vector<std::string> seen;
};

}  // namespace

TEST_F(ThemeStage, names_every_cluster_from_its_own_texts_without_a_pipeline) {
    const auto named = name(nullptr);
    ASSERT_EQ(named.clusters.size(), 2U);
    EXPECT_THAT(named.clusters[0].label, testing::ContainsRegex("solar|wind|panels|turbines"));
    EXPECT_THAT(named.clusters[1].label, testing::ContainsRegex("rockets|orbit"));
    EXPECT_EQ(named.clusters[1].representatives, representatives[1]);
    EXPECT_EQ(named.clusters[0].label_source, "builtin");
    EXPECT_EQ(named.record.source, "builtin");
    EXPECT_EQ(named.clusters[0].span.from, "2024-05-02T00:00:00Z");
}

TEST_F(ThemeStage, a_language_pipeline_sees_the_most_probable_articles_and_refines) {
    settings.sample = 3;
    const auto named = name(std::make_unique<OneName>(seen));
    EXPECT_EQ(seen.size(), 6U) << "three of each cluster, and not the rejected one";
    EXPECT_THAT(named.clusters[0].entities, Contains(Field(&themes::Entity::text, "Ada Lovelace")));
    EXPECT_EQ(named.record.source, "fake");
    EXPECT_EQ(named.record.versions, "fake 1.0");
    EXPECT_EQ(named.record.sampled, 6);
}

TEST_F(ThemeStage, a_language_pipeline_that_fails_changes_nothing_and_is_recorded) {
    const auto plain = name(nullptr);
    const auto named = name(std::make_unique<OneName>(seen, false));
    EXPECT_EQ(named.clusters, plain.clusters);
    EXPECT_EQ(named.record.source, "builtin");
    EXPECT_EQ(named.record.problem, "it is broken");
}

TEST_F(ThemeStage, a_rejected_article_is_no_background_either) {
    const auto before = name(nullptr);
    add_article(13, 0);
    EXPECT_EQ(name(nullptr).clusters, before.clusters);
}

TEST_F(ThemeStage, only_settings_that_ask_for_one_have_a_language_pipeline) {
    EXPECT_EQ(language_pipeline(settings), nullptr);
    settings.with_spacy = true;
    EXPECT_EQ(language_pipeline(settings)->name(), "spacy");
}

}  // namespace asterism::pipeline
