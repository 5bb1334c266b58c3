#include "asterism/centers.hpp"

#include <algorithm>
#include <limits>

#include "asterism/error.hpp"
#include "base/require.hpp"
#include "base/threads.hpp"
#include "clusters/members.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism {
namespace {

/// Rows of a task, and of a block that they are held against.
constexpr std::size_t kBlock = 64;

/// Members of each label in rank order.
std::vector<std::vector<RowIndex>> members_by_rank(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                                   std::span<const double> probabilities) {
    require(labels.size() == rows.size() && probabilities.size() == rows.size(),
            "weighted centers: one label and one probability per row are needed");
    require(std::ranges::all_of(labels, [](std::int32_t label) { return label >= -1; }), "a label must be at least -1");
    return clusters::members_of(labels, rows.order.row);
}

void find_centroid(MatrixView vectors, std::span<const RowIndex> members, std::span<const double> probabilities,
                   double* out) {
    double total = 0;
    for (const RowIndex row : members)
        total += probabilities[row];
    const bool plain = !(total > 0);
    if (plain) total = static_cast<double>(members.size());
    std::fill_n(out, vectors.cols, 0.0);
    for (const RowIndex row : members) {
        const double weight = plain ? 1.0 : probabilities[row];
        for (std::size_t k = 0; k < vectors.cols; ++k)
            out[k] += weight * static_cast<double>(vectors.row(row)[k]);
    }
    for (std::size_t k = 0; k < vectors.cols; ++k)
        out[k] /= total;
}

struct Candidate {
    double sum = std::numeric_limits<double>::infinity();
    RowIndex row = kNoRow;
};

/// The best of the members from `first` on, kBlock at most; of equal ones the first.
Candidate best_of(const neighbors::MetricSpace& space, std::span<const RowIndex> members,
                  std::span<const double> probabilities, std::size_t first) {
    const auto rows = members.subspan(first, std::min(kBlock, members.size() - first));
    std::vector<double> sums(rows.size(), 0.0);
    std::vector<double> distances(rows.size() * kBlock);
    for (std::size_t begin = 0; begin < members.size(); begin += kBlock) {
        const auto others = members.subspan(begin, std::min(kBlock, members.size() - begin));
        space.distances(rows, others, distances.data());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t j = 0; j < others.size(); ++j)
                sums[i] += probabilities[others[j]] * distances[i * others.size() + j];
        }
    }
    const auto least = std::min_element(sums.begin(), sums.end());
    return {*least, rows[static_cast<std::size_t>(least - sums.begin())]};
}

const Observer& or_silent(const Observer* observer) {
    static const Observer silent;
    return observer != nullptr ? *observer : silent;
}

}  // namespace

std::vector<double> weighted_centroids(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                       std::span<const double> probabilities, int threads, Observer* observer) {
    require(rows.metric != Metric::precomputed, "a matrix of distances has no centroids, only vectors have");
    const auto members = members_by_rank(rows, labels, probabilities);
    const std::size_t d = rows.vectors.cols;
    std::vector<double> centroids(members.size() * d, std::numeric_limits<double>::quiet_NaN());
    parallel_for(members.size(), thread_count(threads), or_silent(observer), [&](std::size_t label, int) {
        if (!members[label].empty())
            find_centroid(rows.vectors, members[label], probabilities, centroids.data() + label * d);
    });
    return centroids;
}

std::vector<RowIndex> weighted_medoids(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                       std::span<const double> probabilities, int threads, Observer* observer) {
    const auto members = members_by_rank(rows, labels, probabilities);
    const neighbors::MetricSpace space(rows);
    std::vector<RowIndex> medoids;
    for (const auto& own : members) {
        std::vector<Candidate> best((own.size() + kBlock - 1) / kBlock);
        parallel_for(best.size(), thread_count(threads), or_silent(observer),
                     [&](std::size_t task, int) { best[task] = best_of(space, own, probabilities, task * kBlock); });
        Candidate least;
        for (const Candidate& one : best) {
            if (one.sum < least.sum) least = one;
        }
        medoids.push_back(least.row);
    }
    return medoids;
}

}  // namespace asterism
