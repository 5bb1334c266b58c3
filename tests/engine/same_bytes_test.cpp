/// The engine gives the same bytes on every target of every processor: clusterings large enough for the filter, held
/// against digests that are written down here.
///
/// The digests were made by build/release/tests/engine/same_bytes_test, which prints what it found where one differs.
/// They change only with the data below, or when results are meant to change.
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
#include "simd/target.hpp"

namespace asterism {
namespace simd {
/// For the name of the test.
void PrintTo(Target target, std::ostream* out) {
    *out << to_string(target);
}
}  // namespace simd

namespace {

constexpr std::size_t kRows = 3000;  // the filter begins at 2048
constexpr std::size_t kColumns = 96;
constexpr std::size_t kClumps = 12;
constexpr std::uint64_t kCosineDigest = 0xb29c804ddd6c193aU;     // 12 clusters
constexpr std::uint64_t kEuclideanDigest = 0x7e9358c63dcd730bU;  // 14 clusters

/// Twelve clumps of growing width and a background, one row in eight a copy, one in sixteen a scaled copy. Integers
/// from a generator that the standard specifies, and one float32 product each, which IEEE 754 rounds alike everywhere.
/// Without the product all sums would be exact, and the order of summing could not show.
Matrix clumps() {
    std::mt19937 random(2024);
    const auto within = [&](int spread) { return static_cast<int>(random() % (2U * spread + 1)) - spread; };
    std::vector<int> centres(kClumps * kColumns);
    for (int& x : centres)
        x = within(1000);
    Matrix matrix(kColumns, kRows);
    for (std::size_t i = 0; i < kRows; ++i) {
        float* row = matrix.add_row();
        const std::size_t clump = random() % (kClumps + 1);
        const auto dice = random() % 16;
        if (i > 0 && dice < 3) {
            const float* source = matrix.row(random() % i);
            for (std::size_t k = 0; k < kColumns; ++k)
                row[k] = dice == 0 ? 2 * source[k] : source[k];
            continue;
        }
        const float scale = 1 + static_cast<float>(1 + random() % 1023) / (1 << 20);
        for (std::size_t k = 0; k < kColumns; ++k) {
            const int value = clump < kClumps
                                  ? centres[clump * kColumns + k] + within(100 * static_cast<int>(clump + 1))
                                  : within(1500);
            row[k] = static_cast<float>(value) / 1024 * scale;
        }
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
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
    void add(const std::vector<double>& values) {
        for (const double value : values)
            add(value);
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

std::uint64_t digest(const Clustering& result) {
    Digest digest;
    for (const std::int32_t label : result.labels)
        digest.add(static_cast<std::uint64_t>(label));
    digest.add(result.probabilities);
    digest.add(result.outlier_scores);
    digest.add(result.persistence);
    digest.add(result.prediction.core_distances);
    for (const SpanningEdge& edge : result.spanning_tree)
        digest.add(std::uint64_t{edge.a}), digest.add(std::uint64_t{edge.b}), digest.add(edge.weight);
    for (const CondensedRow& row : result.condensed_tree.rows) {
        digest.add(std::uint64_t{row.parent}), digest.add(std::uint64_t{row.child});
        digest.add(row.lambda), digest.add(std::uint64_t{row.size});
    }
    return digest.value();
}

/// Clusters under one metric on one target; what is not as it should be goes to stderr.
bool as_expected(const Matrix& matrix, Metric metric, const std::string& target) {
    const bool cosine = metric == Metric::cosine;
    ClusterOptions options;
    options.metric = metric;
    const Clustering result = cluster(matrix.view(), options);
    const std::uint64_t found = digest(result);
    const auto width = static_cast<unsigned>(result.report.head_width);
    std::fprintf(stderr, "%s: digest 0x%016llx, %d clusters, target %s, filter of width %u\n",
                 cosine ? "cosine" : "euclidean", static_cast<unsigned long long>(found), result.cluster_count(),
                 result.report.target.c_str(), width);
    return found == (cosine ? kCosineDigest : kEuclideanDigest) && result.report.target == target && width > 0;
}

[[noreturn]] void cluster_and_exit(const std::string& target) {
    setenv("ASTERISM_SIMD", target.c_str(), 1);
    const Matrix matrix = clumps();
    const bool cosine = as_expected(matrix, Metric::cosine, target);
    const bool euclidean = as_expected(matrix, Metric::euclidean, target);
    std::exit(cosine && euclidean ? 0 : 1);
}

}  // namespace

class SameBytes : public ::testing::TestWithParam<simd::Target> {};

/// In a process of its own, because a process chooses its target once.
TEST_P(SameBytes, HaveTheDigestOfEveryOtherTarget) {
    EXPECT_EXIT(cluster_and_exit(std::string(simd::to_string(GetParam()))), ::testing::ExitedWithCode(0), "");
}

INSTANTIATE_TEST_SUITE_P(Engine, SameBytes, ::testing::ValuesIn(simd::runnable_targets()));

}  // namespace asterism
