#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace {

using testing::groups_of_rows;
using testing::rows_in_order;

NeighborGraph graph_of(const Matrix& matrix, Metric metric = Metric::euclidean) {
    return neighbor_graph(matrix.view(), metric, 2);
}

TopicOptions at(double resolution) {
    TopicOptions options;
    options.resolution = resolution;
    return options;
}

void expect_sound(const NeighborGraph& graph, const Topics& topics, const TopicOptions& options) {
    const Verification verification = verify_topics(graph, topics, options);
    EXPECT_TRUE(verification.holds()) << (verification.findings.empty() ? "" : verification.findings.front());
}

void expect_usage_error(const NeighborGraph& graph, const TopicOptions& options, const std::string& word) {
    try {
        (void)find_topics(graph, options);
        FAIL() << "took what it must not: " << word;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
}

}  // namespace

TEST(FindTopics, FindsTheGroupsOfTheRows) {
    const Matrix matrix = groups_of_rows(12, 40, 0, 1);
    const NeighborGraph graph = graph_of(matrix);
    const Topics topics = find_topics(graph, {});
    ASSERT_EQ(topics.topic_count(), 12);
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        EXPECT_EQ(topics.labels[row], topics.labels[row / 40 * 40]);
        EXPECT_EQ(topics.probabilities[row], 1 - topics.outlier_scores[row]);
        EXPECT_GE(topics.probabilities[row], 0.5);
    }
    EXPECT_EQ(std::set<std::int32_t>(topics.labels.begin(), topics.labels.end()).size(), 12U);
    for (const double persistence : topics.persistence)
        EXPECT_GT(persistence, 0.8);
    EXPECT_GT(topics.quality, 0.5);
    expect_sound(graph, topics, {});
}

TEST(FindTopics, LeavesOutTheUnsureAndTheSmall) {
    const Matrix matrix = groups_of_rows(10, 40, 60, 2);
    const NeighborGraph graph = graph_of(matrix);
    TopicOptions options = at(1);
    options.min_cluster_size = 30;
    const Topics topics = find_topics(graph, options);
    std::map<std::int32_t, int> sizes;
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        EXPECT_GE(topics.start_labels[row], 0);  // every row has a topic
        if (topics.labels[row] >= 0) ++sizes[topics.labels[row]];
        if (topics.labels[row] < 0) {
            EXPECT_EQ(topics.probabilities[row], 0);
        } else {
            EXPECT_GE(topics.probabilities[row], 0.5);
        }
    }
    EXPECT_GT(std::count(topics.labels.begin(), topics.labels.end(), -1), 10);
    for (const auto& [label, size] : sizes)
        EXPECT_GE(size, 30) << label;
    expect_sound(graph, topics, options);
    options.certainty = 0;
    options.min_cluster_size = 2;
    const Topics all = find_topics(graph, options);
    EXPECT_EQ(std::count(all.labels.begin(), all.labels.end(), -1), 0);
    EXPECT_EQ(all.start_labels, topics.start_labels);
}

TEST(FindTopics, GivesTheSameForEveryOrderOfTheRowsAndNumberOfThreads) {
    const Matrix matrix = groups_of_rows(15, 30, 80, 3, 500);
    const Topics topics = find_topics(graph_of(matrix), {});
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const auto order = testing::shuffled_order(matrix.rows(), seed);
        TopicOptions options;
        options.threads = static_cast<int>(1 + seed % 4);
        const Topics other = find_topics(graph_of(rows_in_order(matrix, order)), options);
        EXPECT_EQ(other.resolution, topics.resolution);
        EXPECT_EQ(other.quality, topics.quality);
        EXPECT_EQ(other.persistence, topics.persistence);
        EXPECT_EQ(other.layers.themes, topics.layers.themes);
        EXPECT_EQ(other.layers.story_parents, topics.layers.story_parents);
        for (std::size_t row = 0; row < order.size(); ++row) {
            ASSERT_EQ(other.labels[row], topics.labels[order[row]]);
            ASSERT_EQ(other.start_labels[row], topics.start_labels[order[row]]);
            ASSERT_EQ(other.probabilities[row], topics.probabilities[order[row]]);
            ASSERT_EQ(other.layers.stories[row], topics.layers.stories[order[row]]);
        }
    }
}

TEST(FindTopics, StartedWithItsOwnResultReturnsIt) {
    const NeighborGraph graph = graph_of(groups_of_rows(15, 30, 80, 4, 600));
    const Topics cold = find_topics(graph, at(1.4));
    TopicOptions options = at(1.4);
    options.start = cold.start_labels;
    const Topics warm = find_topics(graph, options);
    EXPECT_EQ(warm.start_labels, cold.start_labels);
    EXPECT_EQ(warm.labels, cold.labels);
    EXPECT_EQ(warm.probabilities, cold.probabilities);
    EXPECT_EQ(warm.quality, cold.quality);
    EXPECT_EQ(warm.layers.stories, cold.layers.stories);
    // Numbers of the start do not matter, only who shares one.
    std::vector<std::int32_t> renamed = cold.start_labels;
    for (std::int32_t& label : renamed)
        label = 1'000'000 - 7 * label;
    options.start = renamed;
    EXPECT_EQ(find_topics(graph, options).start_labels, cold.start_labels);
}

TEST(FindTopics, StartedWarmPlacesNewRowsAndMendsAnything) {
    const Matrix matrix = groups_of_rows(12, 40, 0, 1);
    const NeighborGraph graph = graph_of(matrix);
    TopicOptions options = at(1);
    const Topics cold = find_topics(graph, options);
    std::vector<std::int32_t> known = cold.start_labels;
    for (std::size_t row = 0; row < known.size(); row += 9)
        known[row] = -1;
    options.start = known;
    EXPECT_EQ(find_topics(graph, options).start_labels, cold.start_labels);
    for (const std::int32_t everywhere : {0, -1}) {
        const std::vector<std::int32_t> absurd(matrix.rows(), everywhere);
        options.start = absurd;
        const Topics topics = find_topics(graph, options);
        expect_sound(graph, topics, options);
        EXPECT_GT(topics.quality, cold.quality * 0.99);
    }
}

TEST(FindTopics, KeepsCopiesTogether) {
    Matrix matrix = groups_of_rows(6, 30, 20, 5);
    const std::size_t distinct = matrix.rows();
    for (std::size_t i = 0; i < 100; ++i) {
        float* const copy = matrix.add_row();  // which moves the rows
        std::copy_n(matrix.row(i % 7 * 20), matrix.cols(), copy);
    }
    const NeighborGraph graph = graph_of(matrix);
    ASSERT_EQ(graph.copies.size(), distinct);
    const Topics topics = find_topics(graph, {});
    for (std::size_t i = 0; i < 100; ++i) {
        EXPECT_EQ(topics.labels[distinct + i], topics.labels[i % 7 * 20]);
        EXPECT_EQ(topics.outlier_scores[distinct + i], topics.outlier_scores[i % 7 * 20]);
    }
    // Twelve copies alone are a topic of twelve rows.
    Matrix copies(2);
    for (int i = 0; i < 12; ++i)
        std::fill_n(copies.add_row(), 2, 1.0F);
    const Topics one = find_topics(graph_of(copies), {});
    EXPECT_EQ(one.labels, std::vector<std::int32_t>(12, 0));
    EXPECT_EQ(one.probabilities, std::vector<double>(12, 1.0));
}

TEST(FindTopics, TakesAnyNumberOfRows) {
    for (const std::size_t n : {1UL, 2UL, 15UL, 16UL}) {
        for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
            const NeighborGraph graph = graph_of(groups_of_rows(1, n, 0, 6), metric);
            TopicOptions options;
            options.min_cluster_size = 2;
            const Topics topics = find_topics(graph, options);
            EXPECT_EQ(topics.labels.size(), n);
            EXPECT_EQ(topics.labels[0], n == 1 ? -1 : topics.labels[0]);
            expect_sound(graph, topics, options);
        }
    }
}

TEST(FindTopics, FindsAboutAsManyAsAreWanted) {
    const Matrix matrix = groups_of_rows(40, 25, 100, 7, 700);
    const NeighborGraph graph = graph_of(matrix);
    for (const int wanted : {10, 20, 30}) {
        TopicOptions options;
        options.about = wanted;
        const Topics topics = find_topics(graph, options);
        EXPECT_LE(std::abs(topics.topic_count() - wanted), wanted / 10) << wanted;
        expect_sound(graph, topics, options);
        // The resolution that was found gives the same again.
        const Topics again = find_topics(graph, at(topics.resolution));
        EXPECT_EQ(again.start_labels, topics.start_labels);
    }
    TopicOptions options;
    options.about = 1000;  // no more than 110 fit
    const Topics most = find_topics(graph, options);
    EXPECT_GE(most.topic_count(), 30);
    EXPECT_LE(most.topic_count(), 110);
}

TEST(FindTopics, RefusesOptionsOutOfRange) {
    const NeighborGraph graph = graph_of(groups_of_rows(2, 20, 0, 8));
    expect_usage_error(graph, at(0), "resolution");
    expect_usage_error(graph, at(1001), "resolution");
    TopicOptions options = at(1);
    options.about = 3;
    expect_usage_error(graph, options, "exclude");
    options = {};
    options.about = 0;
    expect_usage_error(graph, options, "about");
    options = {};
    options.certainty = 1.01;
    expect_usage_error(graph, options, "certainty");
    options = {};
    options.min_cluster_size = 1;
    expect_usage_error(graph, options, "min_cluster_size");
    const std::vector<std::int32_t> start(40, 0);
    options = {};
    options.start = start;
    expect_usage_error(graph, options, "warm");
    options = at(1);
    options.start = std::span(start).first(39);
    expect_usage_error(graph, options, "start");
    NeighborGraph heavy = graph;
    heavy.edges.total = std::int64_t{1} << 59;
    expect_usage_error(heavy, at(1), "exactly");
}

TEST(FindTopics, NamesItsStagesAndStopsWhenToldTo) {
    class Watcher : public Observer {
     public:
        explicit Watcher(std::string last) : last_(std::move(last)) {}
        void stage(std::string_view name) override {
            names.emplace_back(name);
            if (name == last_) asked_ = true;
        }
        [[nodiscard]] bool cancelled() const override { return asked_; }
        std::vector<std::string> names;

     private:
        std::string last_;
        std::atomic<bool> asked_{false};
    };
    const NeighborGraph graph = graph_of(groups_of_rows(10, 30, 10, 9));
    Watcher patient("");
    const Topics topics = find_topics(graph, {}, &patient);
    EXPECT_EQ(patient.names, (std::vector<std::string>{"resolution", "topics", "certainty", "layers"}));
    ASSERT_EQ(topics.report.stages.size(), 4U);
    for (const std::string& last : patient.names) {
        Watcher impatient(last);
        try {
            (void)find_topics(graph, {}, &impatient);
            FAIL() << "ran to the end of " << last;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::interrupted);
            EXPECT_EQ(impatient.names.back(), last);
        }
    }
}

}  // namespace asterism
