#include <gmock/gmock.h>

#include <future>
#include <thread>
#include <utility>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Before = std::vector<std::optional<std::string>>;

/// Articles 1 and 2 in label 0, 3 and 4 in label 1; each label's metadata names it and the run.
ComputedRun run_called(const std::string& name) {
    ComputedRun run;
    for (const std::int64_t id : {1, 2, 3, 4})
        run.add(id, id <= 2 ? 0 : 1);
    for (std::size_t label = 0; label < run.clusters.size(); ++label)
        run.clusters[label].metadata = R"({"label": ")" + name + std::to_string(label) + "\"}";
    return run;
}

MetadataEditor change(ClusterId id, const std::string& metadata) {
    return [=](const LivingClusters&) { return std::vector<MetadataChange>{{id, metadata}}; };
}

ClusterMatcher answer(std::vector<std::optional<ClusterId>> kept) {
    return [kept](const PublishedAssignments&) { return keeping(kept); };
}

}  // namespace

TEST_P(ReaderDBClientContract, ASettlerSeesWhatKeptClustersHaveAndDecidesWhatTheyGet) {
    add_articles(4);
    Before seen{"not called"};
    const auto settle = [&](std::span<const std::optional<std::string>> before) {
        seen.assign(before.begin(), before.end());
        return std::vector<std::string>{R"({"label": "settled0"})", R"({"label": "settled1"})"};
    };
    const auto first = client().publish(client().begin_run({}), run_called("a").result(),
                                        answer({std::nullopt, std::nullopt}), settle);
    EXPECT_THAT(seen, ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(first.metadata, ElementsAre(R"({"label": "settled0"})", R"({"label": "settled1"})"));
    client().publish(client().begin_run({}), run_called("b").result(), answer({std::nullopt, 1}), settle);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_FALSE(seen[0].has_value());
    EXPECT_EQ(seen[1], R"({"label": "settled0"})");
    EXPECT_THAT(client().find_cluster(3)->metadata, HasSubstr("settled0"));
    EXPECT_THAT(client().find_cluster(1)->metadata, HasSubstr("settled1"));
    const auto recorded =
        store->query("SELECT metadata FROM " + table("run_clusters") + " WHERE run_id = 2 ORDER BY label");
    EXPECT_THAT(*recorded[0][0], HasSubstr("settled0"));
    EXPECT_THAT(*recorded[1][0], HasSubstr("settled1"));
}

TEST_P(ReaderDBClientContract, ASettlerSeesARetiredClusterThatComesBack) {
    add_articles(4);
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    publish(ComputedRun().add(std::int64_t{1}, -1), {});
    Before seen;
    client().publish(client().begin_run({}), run_called("b").result(), answer({2, std::nullopt}),
                     [&](std::span<const std::optional<std::string>> before) {
                         seen.assign(before.begin(), before.end());
                         return std::vector<std::string>{"{}", "{}"};
                     });
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0], R"({"label": "a1"})");
    EXPECT_EQ(client().find_cluster(2)->retired_at, "");
}

TEST_P(ReaderDBClientContract, WithoutASettlerTheRunsMetadataIsWritten) {
    add_articles(4);
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    const auto report = client().publish(client().begin_run({}), run_called("b").result(), answer({1, 2}));
    EXPECT_THAT(report.metadata, ElementsAre(R"({"label": "b0"})", R"({"label": "b1"})"));
    EXPECT_EQ(client().find_cluster(2)->metadata, R"({"label": "b1"})");
}

TEST_P(ReaderDBClientContract, ASettlerThatThrowsLeavesEverythingAsItWas) {
    add_articles(4);
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    const RunId run = client().begin_run({});
    const auto thrower = [](const auto&) -> std::vector<std::string> { throw Error(ErrorKind::held, "held back"); };
    error_message(ErrorKind::held, [&] { client().publish(run, run_called("b").result(), answer({1, 2}), thrower); });
    EXPECT_EQ(client().find_cluster(1)->metadata, R"({"label": "a0"})");
    EXPECT_EQ(to_string(client().runs(1)[0].status), "running");
}

TEST_P(ReaderDBClientContract, AnEditSeesTheLivingClustersAndChangesMetadataAlone) {
    add_articles(4);
    std::optional<RunId> seen_run = 77;
    client().edit_metadata([&](const LivingClusters& living) {
        seen_run = living.run;
        EXPECT_TRUE(living.clusters.empty());
        return std::vector<MetadataChange>();
    });
    EXPECT_FALSE(seen_run.has_value());
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    const RunId run = client().begin_run({});
    client().publish(run, run_called("b").result(), answer({std::nullopt, 2}));
    const auto before = *client().find_cluster(2);
    client().edit_metadata([&](const LivingClusters& living) {
        EXPECT_EQ(living.run, run);
        EXPECT_EQ(living.clusters.size(), 2U);
        EXPECT_EQ(living.clusters.at(0).id, 2) << "in id order; cluster 1 is retired";
        EXPECT_EQ(living.clusters.at(0).metadata, R"({"label": "b1"})");
        EXPECT_EQ(living.clusters.at(1).id, 3);
        return std::vector<MetadataChange>{{2, R"({"label": "it's mine"})"}};
    });
    const auto after = *client().find_cluster(2);
    EXPECT_EQ(after.metadata, R"({"label": "it's mine"})");
    EXPECT_EQ(after.article_count, before.article_count);
    EXPECT_EQ(after.last_seen, before.last_seen);
    EXPECT_EQ(client().find_cluster(3)->metadata, R"({"label": "b0"})");
    const auto recorded = store->query("SELECT metadata FROM " + table("run_clusters") + " WHERE cluster_id = 2");
    for (const auto& row : recorded)
        EXPECT_THAT(*row[0], testing::Not(HasSubstr("mine"))) << "a run's record says what the run said";
}

TEST_P(ReaderDBClientContract, AnEditOfAClusterThatIsNotLivingOrWithBrokenJsonChangesNothing) {
    add_articles(4);
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    client().publish(client().begin_run({}), run_called("b").result(), answer({std::nullopt, 2}));
    for (const ClusterId id : {1, 99}) {
        const auto both = [id](const LivingClusters&) {
            return std::vector<MetadataChange>{{2, R"({"label": "no"})"}, {id, "{}"}};
        };
        EXPECT_THAT(error_message(ErrorKind::data, [&] { client().edit_metadata(both); }), HasSubstr("is not living"));
    }
    error_message(ErrorKind::data, [&] { client().edit_metadata(change(2, "{oops")); });
    EXPECT_EQ(client().find_cluster(2)->metadata, R"({"label": "b1"})");
}

TEST_P(ReaderDBClientContract, AnEditDuringAPublishComesAfterItAndIsNotLost) {
    add_articles(4);
    client().publish(client().begin_run({}), run_called("a").result(), answer({std::nullopt, std::nullopt}));
    const auto other = store->open(names);
    const RunId run = client().begin_run({});
    std::optional<RunId> seen;
    std::jthread person;
    client().publish(run, run_called("b").result(), answer({1, 2}), [&](const auto&) {
        std::promise<void> begun;
        person = std::jthread([&] {
            begun.set_value();
            other->edit_metadata([&](const LivingClusters& living) {
                seen = living.run;
                return std::vector<MetadataChange>{{1, R"({"label": "mine"})"}};
            });
        });
        begun.get_future().wait();
        return std::vector<std::string>{"{}", "{}"};
    });
    person.join();
    EXPECT_EQ(seen, run);
    EXPECT_EQ(client().find_cluster(1)->metadata, R"({"label": "mine"})");
}

TEST_P(ReaderDBClientContract, PublishedAssignmentsAreThoseOfTheLastPublishedRun) {
    EXPECT_FALSE(client().published_assignments().run.has_value());
    add_articles(4);
    const RunId run = client().begin_run({});
    client().publish(run, run_called("a").result(), answer({std::nullopt, std::nullopt}));
    client().store_dry_run(client().begin_run({}), ComputedRun().add(std::int64_t{1}, -1).result());
    const auto found = client().published_assignments();
    EXPECT_EQ(found.run, run);
    std::vector<std::pair<std::int64_t, ClusterId>> pairs;
    for (std::size_t i = 0; i < found.ids.size(); ++i)
        pairs.emplace_back(found.ids.integer(i), found.clusters[i]);
    EXPECT_THAT(pairs,
                testing::UnorderedElementsAre(std::pair(1, 1), std::pair(2, 1), std::pair(3, 2), std::pair(4, 2)));
}

}  // namespace asterism::store
