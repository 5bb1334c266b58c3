#include "neighbors/exact_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/threads.hpp"
#include "neighbors/neighbor_lists.hpp"

namespace asterism::neighbors {
namespace {

/// Rows a side of a block: 64 x 384 float32 twice are 192 KiB, well inside a second-level cache, and the 32 KiB of
/// distances they make stay in the first level.
constexpr std::size_t kBlock = 64;

class ExactSearch final : public PairSearch {
 public:
    ExactSearch(const MetricSpace& space, std::span<const RowIndex> rows)
        : space_(space), rows_(rows.begin(), rows.end()) {}

    [[nodiscard]] std::size_t size() const override { return rows_.size(); }

    PairCounts compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const override {
        PairCounts counts;
        const std::size_t a_end = std::min(size(), (a + 1) * kTile);
        const std::size_t b_end = std::min(size(), (b + 1) * kTile);
        std::vector<double> distances(kBlock * kBlock);
        for (std::size_t i = a * kTile; i < a_end; i += kBlock) {
            for (std::size_t j = a == b ? i : b * kTile; j < b_end; j += kBlock) {
                compare_block(i, std::min(a_end, i + kBlock), j, std::min(b_end, j + kBlock), limits, sink, distances);
            }
        }
        const std::uint64_t rows = a_end - a * kTile;
        counts.pairs = a == b ? rows * (rows - 1) / 2 : rows * (b_end - b * kTile);
        counts.survivors = counts.exact = counts.pairs;
        return counts;
    }

    [[nodiscard]] Limits certain_limits(std::size_t, int, const Observer&) const override {
        return {size(), std::numeric_limits<double>::infinity()};
    }

    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> tile_pairs(int) const override {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t a = 0; a < tiles(); ++a) {
            for (std::uint32_t b = a; b < tiles(); ++b)
                pairs.emplace_back(a, b);
        }
        return pairs;
    }

 private:
    void compare_block(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end, const Limits& limits,
                       PairSink& sink, std::vector<double>& distances) const {
        const std::span<const RowIndex> rows(rows_);
        space_.distances(rows.subspan(i, i_end - i), rows.subspan(j, j_end - j), distances.data());
        for (std::size_t p = i; p < i_end; ++p) {
            const double* line = distances.data() + (p - i) * (j_end - j);
            for (std::size_t q = std::max(j, i == j ? p + 1 : j); q < j_end; ++q) {
                const double distance = line[q - j];
                if (distance <= limits[p] || distance <= limits[q]) {
                    sink.pair(static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(q), distance);
                }
            }
        }
    }

    const MetricSpace& space_;
    std::vector<RowIndex> rows_;
};

class ExactQueries final : public QuerySearch {
 public:
    ExactQueries(const MetricSpace& space, std::span<const RowIndex> rows, const MetricSpace& queries)
        : space_(space), rows_(rows), queries_(queries) {}

    PairCounts nearest(std::size_t first, std::size_t count, NeighborLists& lists) const override {
        std::vector<RowIndex> queries(count);
        std::iota(queries.begin(), queries.end(), static_cast<RowIndex>(first));
        std::vector<double> distances(count * kBlock);
        for (std::size_t j = 0; j < rows_.size(); j += kBlock) {
            const auto some = rows_.subspan(j, std::min(kBlock, rows_.size() - j));
            queries_.distances_to(space_, queries, some, distances.data());
            for (std::size_t p = 0; p < count; ++p) {
                for (std::size_t q = 0; q < some.size(); ++q)
                    lists.offer(queries[p], distances[p * some.size() + q], some[q]);
            }
        }
        const std::uint64_t pairs = std::uint64_t{count} * rows_.size();
        return {pairs, pairs, pairs};
    }

 private:
    const MetricSpace& space_;
    std::span<const RowIndex> rows_;
    const MetricSpace& queries_;
};

}  // namespace

ExactIndex::ExactIndex(const MetricSpace& space, std::span<const RowIndex> rows)
    : space_(space), layout_(rows.begin(), rows.end()) {}

std::unique_ptr<PairSearch> ExactIndex::search(std::span<const RowIndex> rows) const {
    return std::make_unique<ExactSearch>(space_, rows);
}

std::unique_ptr<QuerySearch> ExactIndex::search(const MetricSpace& queries) const {
    return std::make_unique<ExactQueries>(space_, layout_, queries);
}

std::vector<RowIndex> ExactIndex::near_other_group(std::span<const RowIndex> rows, std::span<const std::uint32_t> group,
                                                   int threads, const Observer& observer) const {
    std::vector<RowIndex> near(rows.size(), kNoRow);
    parallel_for(rows.size(), threads, observer, [&](std::size_t r, int) {
        std::vector<double> distances(layout_.size());
        space_.distances({&rows[r], 1}, layout_, distances.data());
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < layout_.size(); ++i) {
            if (group[layout_[i]] == group[rows[r]] || !(distances[i] < least)) continue;
            least = distances[i];
            near[r] = layout_[i];
        }
    });
    return near;
}

}  // namespace asterism::neighbors
