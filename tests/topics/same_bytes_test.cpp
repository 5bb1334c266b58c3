/// Topics, layers and claims have the same bytes on every target of every processor: held against digests that are
/// written down here.
///
/// The digests were made by build/release/tests/topics/topics_same_bytes_test, which prints what it found where one
/// differs. They change only with the data below, or when results are meant to change.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/topics.hpp"
#include "simd/target.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace simd {
/// For the name of the test.
void PrintTo(Target target, std::ostream* out) {
    *out << to_string(target);
}
}  // namespace simd

namespace {

constexpr std::uint64_t kCosineDigest = 0xbe2c3442c530a625U;
constexpr std::uint64_t kEuclideanDigest = 0x95263ef0d8a599d8U;

/// 3,000 rows, so that the filter of the search is at work, in groups that overlap. Each row is scaled by a number of
/// its own: without that product all sums would be exact, and the order of summing could not show.
Matrix rows() {
    Matrix matrix = testing::groups_of_rows(18, 150, 300, 11, 1100, 24);
    std::mt19937 random(12);
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
        const float scale = 1 + static_cast<float>(1 + random() % 1023) / (1 << 20);
        for (std::size_t k = 0; k < matrix.cols(); ++k)
            matrix.row(i)[k] *= scale;
    }
    return matrix;
}

/// FNV-1a over 64-bit values, lowest byte first.
class Digest {
 public:
    void add(std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            hash_ = (hash_ ^ (value >> shift & 0xffU)) * 0x100000001b3U;
    }
    void add(const std::vector<double>& values) {
        for (const double value : values)
            add(std::bit_cast<std::uint64_t>(value));
    }
    void add(const std::vector<std::int32_t>& values) {
        for (const std::int32_t value : values)
            add(static_cast<std::uint64_t>(value));
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

bool as_expected(const Matrix& matrix, Metric metric, const std::string& target) {
    const bool cosine = metric == Metric::cosine;
    const NeighborGraph graph = neighbor_graph(matrix.view(), metric);
    const Topics topics = find_topics(graph, {});
    ClusterOptions options;
    options.metric = metric;
    const Attachment attachment = attach(graph, cluster(matrix.view(), options).labels, {});
    Digest digest;
    for (const auto* values : {&topics.start_labels, &topics.labels, &topics.layers.stories, &topics.layers.themes,
                               &topics.layers.story_parents, &attachment.labels})
        digest.add(*values);
    for (const auto* values : {&topics.outlier_scores, &topics.persistence, &attachment.claims})
        digest.add(*values);
    digest.add(std::vector<double>{topics.quality, topics.resolution});
    std::fprintf(stderr, "%s: digest 0x%016llx, %d topics, %d stories, target %s, filter of width %u\n",
                 cosine ? "cosine" : "euclidean", static_cast<unsigned long long>(digest.value()), topics.topic_count(),
                 topics.layers.story_count(), graph.report.target.c_str(),
                 static_cast<unsigned>(graph.report.head_width));
    return digest.value() == (cosine ? kCosineDigest : kEuclideanDigest) && graph.report.target == target &&
           graph.report.head_width > 0;
}

[[noreturn]] void find_and_exit(const std::string& target) {
    setenv("ASTERISM_SIMD", target.c_str(), 1);
    const Matrix matrix = rows();
    const bool cosine = as_expected(matrix, Metric::cosine, target);
    const bool euclidean = as_expected(matrix, Metric::euclidean, target);
    std::exit(cosine && euclidean ? 0 : 1);
}

}  // namespace

class TopicsSameBytes : public ::testing::TestWithParam<simd::Target> {};

/// In a process of its own, because a process chooses its target once.
TEST_P(TopicsSameBytes, HaveTheDigestOfEveryOtherTarget) {
    EXPECT_EXIT(find_and_exit(std::string(simd::to_string(GetParam()))), ::testing::ExitedWithCode(0), "");
}

INSTANTIATE_TEST_SUITE_P(Topics, TopicsSameBytes, ::testing::ValuesIn(simd::runnable_targets()));

}  // namespace asterism
