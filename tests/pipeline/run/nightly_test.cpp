#include "pipeline/run/nightly.hpp"

#include <gmock/gmock.h>

#include "asterism/error.hpp"
#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;

class Nightly : public ReaderTest {
 protected:
    Nightly() {
        settings.location = folder / "reader.db";
        settings.clustering.engine.min_cluster_size = 5;
    }
    NightlyReport run() { return nightly(*client, settings); }
    ErrorKind failure() {
        try {
            (void)run();
        } catch (const Error& error) {
            return error.kind();
        }
        ADD_FAILURE() << "nothing was thrown";
        return ErrorKind::internal;
    }
    /// As many articles in each of two groups of texts.
    [[nodiscard]] std::string articles(const std::string& name, int count) const {
        std::string lines;
        for (int i = 0; i < count; ++i) {
            for (const int group : {0, 1}) {
                lines += R"({"id":)" + std::to_string(2 * i + group + 1) + R"(,"title":")" +
                         (group == 0 ? "solar panels and wind turbines" : "rockets reach the orbit") + "\"}\n";
            }
        }
        return folder.write(name, lines);
    }
    NightlySettings settings;
};

}  // namespace

TEST_F(Nightly, ingests_embeds_and_clusters_in_one_call) {
    settings.files = {articles("a.jsonl", 6), articles("b.jsonl", 8)};
    const auto report = run();
    ASSERT_TRUE(report.ingest && report.embed && report.clustering);
    EXPECT_EQ(report.ingest->records, 28) << "of both files";
    EXPECT_EQ(report.ingest->articles.inserted, 16);
    EXPECT_EQ(report.embed->embedded, 16);
    EXPECT_TRUE(report.clustering->published);
    EXPECT_EQ(report.clustering->articles, 16);
    EXPECT_FALSE(report.due_at);
}

TEST_F(Nightly, leaves_step_2_alone_until_it_is_due_and_says_when) {
    settings.files = {articles("a.jsonl", 6)};
    settings.every = hours(24);
    const auto first = run();
    ASSERT_TRUE(first.clustering) << "nothing was published yet";
    settings.files = {articles("b.jsonl", 8)};
    const auto second = run();
    EXPECT_FALSE(second.clustering);
    const auto began = parse_time(client->status().last_published.value().started_at);
    EXPECT_EQ(second.due_at, began.value() + hours(24));
    EXPECT_EQ(second.embed.value().embedded, 4) << "step 1 is done every time";
    settings.every = std::chrono::seconds(0);
    EXPECT_TRUE(run().clustering) << "as long ago as it should be";
}

TEST_F(Nightly, a_command_of_the_users_takes_the_place_of_step_1_and_knows_the_database) {
    add_groups(2, 6);
    settings.step1_command = "printf %s \"$ASTERISM_DB\" > '" + (folder / "seen") + "'";
    settings.files = {"not/looked/at.jsonl"};
    const auto report = run();
    EXPECT_FALSE(report.ingest);
    EXPECT_FALSE(report.embed);
    EXPECT_EQ(report.clustering.value().articles, 12);
    std::string seen;
    std::ifstream(folder / "seen") >> seen;
    EXPECT_EQ(seen, settings.location);
}

TEST_F(Nightly, nothing_is_clustered_when_the_command_fails) {
    add_groups(2, 6);
    settings.step1_command = "exit 3";
    EXPECT_EQ(failure(), ErrorKind::data);
    EXPECT_FALSE(client->status().last_run);
}

TEST_F(Nightly, what_was_left_out_of_the_files_is_told_before_a_later_step_fails) {
    settings.files = {folder.write("a.jsonl", "{\"id\":1,\"title\":\"?\"}\n{\"title\":\"no id\"}\n")};
    std::vector<std::int64_t> left_out;
    settings.ingested = [&](const std::vector<IngestReport>& reports) {
        for (const auto& one : reports)
            left_out.push_back(one.bad_records);
    };
    EXPECT_EQ(failure(), ErrorKind::data) << "no article has a word to embed";
    EXPECT_THAT(left_out, ElementsAre(1));
}

TEST_F(Nightly, a_reader_that_cannot_be_published_to_is_refused_before_step_1) {
    execute("CREATE UNIQUE INDEX one_article_a_cluster ON articles (cluster_id)");
    settings.files = {articles("a.jsonl", 6)};
    EXPECT_EQ(failure(), ErrorKind::schema);
    EXPECT_EQ(client->status().articles, 0);
}

TEST_F(Nightly, a_dry_run_stores_its_result_and_publishes_nothing) {
    settings.files = {articles("a.jsonl", 6)};
    settings.clustering.dry_run = true;
    EXPECT_FALSE(run().clustering.value().published);
    EXPECT_FALSE(client->status().last_published);
}

}  // namespace asterism::pipeline
