#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipeline/naming/person_label.hpp"
#include "pipeline/naming/rename_clusters.hpp"
#include "pipeline/reader_fixture.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/run/step2_clustering.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kMusic = "violins and cellos play a symphony";
constexpr const char* kMusicLabel = "violin|cello|symphony|play";

class PersonLabel : public ReaderTest {
 protected:
    ClusteringReport cluster_now() {
        ClusteringSettings settings;
        settings.engine.min_cluster_size = 5;
        return step2_clustering(*client, settings);
    }
    json metadata(store::ClusterId id) { return json::parse(client->find_cluster(id).value().metadata); }
    std::string label(store::ClusterId id) { return metadata(id)["label"]; }
    /// Other words for the first `count` articles of a cluster (0: for all); their vectors stay.
    void rewrite(store::ClusterId cluster, const std::string& title, std::size_t count = 0) {
        std::vector<store::Article> articles;
        for (const auto& article : client->cluster_articles(cluster, count))
            articles.push_back(
                {.id = article.id, .title = title, .summary = "", .content = "", .url = "", .published_at = {}});
        client->upsert_articles(articles);
    }
};

}  // namespace

TEST_F(PersonLabel, survives_every_run_until_it_is_taken_back) {
    add_groups(2, 12);
    (void)cluster_now();
    const std::string generated = label(1);
    const auto report = set_label(*client, 1, "  Energy transition ");
    EXPECT_EQ(report.label, "Energy transition");
    EXPECT_EQ(report.before, generated);
    const auto again = cluster_now();
    EXPECT_EQ(label(1), "Energy transition");
    EXPECT_EQ(metadata(1)["label_source"], "person");
    EXPECT_EQ(metadata(1)["generated_label"], generated);
    EXPECT_EQ(again.clusters[0].cluster_id == 1 ? again.clusters[0].theme : again.clusters[1].theme,
              "Energy transition");
    const auto cleared = clear_label(*client, 1);
    EXPECT_EQ(cleared.label, generated);
    EXPECT_EQ(label(1), generated);
    EXPECT_FALSE(metadata(1).contains("generated_label"));
    EXPECT_EQ(clear_label(*client, 1).before, generated) << "nothing left to take back";
}

TEST_F(PersonLabel, stays_when_the_theme_moves_and_what_it_covers_moves_with_the_theme) {
    add_groups(2, 12);
    (void)cluster_now();
    set_label(*client, 1, "Mine");
    rewrite(1, kMusic);
    EXPECT_EQ(cluster_now().publish.continued, 2);
    EXPECT_EQ(label(1), "Mine");
    EXPECT_THAT(metadata(1)["generated_label"].get<std::string>(), testing::ContainsRegex(kMusicLabel));
}

TEST_F(PersonLabel, a_generated_label_stays_for_small_changes_and_goes_when_the_theme_moves) {
    add_groups(2, 12);
    (void)cluster_now();
    const std::string before = label(1);
    rewrite(1, kMusic, 3);
    EXPECT_EQ(cluster_now().publish.continued, 2);
    EXPECT_EQ(label(1), before);
    rewrite(1, kMusic);
    EXPECT_EQ(cluster_now().publish.continued, 2);
    EXPECT_NE(label(1), before);
}

TEST_F(PersonLabel, of_another_cluster_is_refused_in_any_case) {
    add_groups(2, 12);
    (void)cluster_now();
    set_label(*client, 1, "Énergie");
    EXPECT_THAT(refusal(ErrorKind::data, [&] { set_label(*client, 2, "éNERGIE"); }), HasSubstr("cluster 1 is called"));
    EXPECT_EQ(set_label(*client, 1, "énergie").label, "énergie") << "its own label is no rival";
}

TEST_F(PersonLabel, for_a_cluster_that_is_not_there_or_retired_is_refused) {
    add_groups(2, 12);
    (void)cluster_now();
    EXPECT_THAT(refusal(ErrorKind::data, [&] { set_label(*client, 99, "x"); }), HasSubstr("there is no cluster 99"));
    client->upsert_cluster(std::vector<float>{1, 0, 0, 0}, 1, 50);
    (void)cluster_now();
    EXPECT_THAT(refusal(ErrorKind::data, [&] { set_label(*client, 50, "x"); }), HasSubstr("retired since"));
    EXPECT_THAT(refusal(ErrorKind::data, [&] { clear_label(*client, 50); }), HasSubstr("retired since"));
}

TEST_F(PersonLabel, renaming_takes_the_words_of_now_for_the_clusters_that_are_named) {
    add_groups(3, 12);
    (void)cluster_now();
    set_label(*client, 2, "Mine");
    const json untouched = metadata(3);
    const json second = metadata(2);
    rewrite(1, kMusic);
    rewrite(2, "the mayor opens a bridge");
    rewrite(3, "a court hears the appeal");
    rename_clusters(*client, std::vector<store::ClusterId>{1, 2}, {});
    EXPECT_THAT(label(1), testing::ContainsRegex(kMusicLabel));
    EXPECT_EQ(label(2), "Mine");
    EXPECT_NE(metadata(2)["keywords"], second["keywords"]);
    EXPECT_EQ(metadata(3), untouched);
    EXPECT_EQ(metadata(1)["representative_articles"].size(), 10U) << "it needs no vectors and keeps them";
}

TEST_F(PersonLabel, renaming_what_is_not_there_changes_nothing_and_names_it) {
    add_groups(2, 12);
    EXPECT_THAT(refusal(ErrorKind::data, [&] { rename_clusters(*client, std::vector<store::ClusterId>{1}, {}); }),
                HasSubstr("no living cluster 1;"));
    (void)cluster_now();
    const json before = metadata(1);
    rewrite(1, kMusic);
    EXPECT_THAT(refusal(ErrorKind::data,
                        [&] {
                            rename_clusters(*client, std::vector<store::ClusterId>{1, 98, 99}, {});
                        }),
                HasSubstr("no living cluster 98, 99;"));
    EXPECT_EQ(metadata(1), before);
}

}  // namespace asterism::pipeline
