#include <algorithm>
#include <cmath>
#include <cstring>

#include "asterism/error.hpp"
#include "asterism/summaries.hpp"
#include "base/threads.hpp"
#include "clusters/members.hpp"

namespace asterism {
namespace {

void check_labels(std::span<const std::int32_t> labels, std::size_t rows) {
    if (labels.size() != rows) throw Error(ErrorKind::usage, "summarize: one label per vector is needed");
}

constexpr std::size_t kRepresentatives = 10;
/// A mean of unit vectors shorter than this is rounding only: it has no direction.
constexpr double kZeroMean = 0x1p-48;

/// One cluster at a time; everything is summed in rank order and in float64.
class Summarizer {
 public:
    Summarizer(MatrixView vectors, std::span<const double> inverse_norms, const Observer& observer)
        : vectors_(vectors), inverse_norms_(inverse_norms), observer_(observer) {}

    [[nodiscard]] ClusterSummary summarize(std::span<const RowIndex> members) const {
        std::vector<double> center = mean(members);
        ClusterSummary summary;
        summary.article_count = static_cast<std::int64_t>(members.size());
        const std::vector<RowIndex> nearest = by_nearness(members, center);
        summary.medoid = nearest.front();
        for (const RowIndex row : nearest) {
            if (summary.representatives.size() == kRepresentatives) break;
            if (!shown(row, summary.representatives)) summary.representatives.push_back(row);
        }
        summary.centroid = finish(center, summary.medoid);
        return summary;
    }

 private:
    [[nodiscard]] bool cosine() const { return !inverse_norms_.empty(); }
    [[nodiscard]] double scale(RowIndex row) const { return cosine() ? inverse_norms_[row] : 1.0; }

    /// For loops over members: one cluster may hold nearly all rows.
    void stop_if_cancelled(std::size_t member) const {
        if (member % 1024 == 0 && observer_.cancelled())
            throw Error(ErrorKind::interrupted, "interrupted while summarizing clusters");
    }

    [[nodiscard]] std::vector<double> mean(std::span<const RowIndex> members) const {
        std::vector<double> sum(vectors_.cols, 0.0);
        for (std::size_t i = 0; i < members.size(); ++i) {
            stop_if_cancelled(i);
            const float* x = vectors_.row(members[i]);
            for (std::size_t k = 0; k < sum.size(); ++k)
                sum[k] += static_cast<double>(x[k]) * scale(members[i]);
        }
        for (double& value : sum)
            value /= static_cast<double>(members.size());
        return sum;
    }

    /// Smaller is nearer: minus the dot product with the mean, which for unit vectors orders the members by their mean
    /// cosine distance to all others (so the first is the medoid); the squared distance for euclidean.
    [[nodiscard]] double farness(RowIndex row, const std::vector<double>& center) const {
        const float* x = vectors_.row(row);
        double sum = 0;
        for (std::size_t k = 0; k < center.size(); ++k) {
            const double value = static_cast<double>(x[k]) * scale(row);
            sum += cosine() ? -value * center[k] : (value - center[k]) * (value - center[k]);
        }
        return sum;
    }

    [[nodiscard]] std::vector<RowIndex> by_nearness(std::span<const RowIndex> members,
                                                    const std::vector<double>& center) const {
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t i = 0; i < members.size(); ++i) {
            stop_if_cancelled(i);
            order.emplace_back(farness(members[i], center), i);
        }
        std::sort(order.begin(), order.end());  // equal ones stay in rank order
        std::vector<RowIndex> rows;
        for (const auto& [farness, i] : order)
            rows.push_back(members[i]);
        return rows;
    }

    /// Is a row with the same bytes among the chosen ones? Copies of one text would tell a reader nothing new.
    [[nodiscard]] bool shown(RowIndex row, std::span<const RowIndex> chosen) const {
        return std::any_of(chosen.begin(), chosen.end(), [&](RowIndex other) {
            return std::memcmp(vectors_.row(row), vectors_.row(other), vectors_.cols * sizeof(float)) == 0;
        });
    }

    [[nodiscard]] std::vector<float> finish(std::vector<double>& center, RowIndex medoid) const {
        double norm = 0;
        for (const double value : center)
            norm += value * value;
        norm = std::sqrt(norm);
        if (cosine() && norm < kZeroMean) {
            for (std::size_t k = 0; k < center.size(); ++k)
                center[k] = static_cast<double>(vectors_.row(medoid)[k]);
            norm = 1.0 / scale(medoid);
        }
        std::vector<float> centroid(center.size());
        for (std::size_t k = 0; k < center.size(); ++k)
            centroid[k] = static_cast<float>(cosine() ? center[k] / norm : center[k]);
        return centroid;
    }

    MatrixView vectors_;
    std::span<const double> inverse_norms_;
    const Observer& observer_;
};

}  // namespace

std::vector<ClusterSummary> summarize(const PreparedRows& rows, std::span<const std::int32_t> labels, int threads,
                                      const Observer* observer_or_null) {
    const Observer silent;
    const Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    if (rows.metric == Metric::precomputed)
        throw Error(ErrorKind::usage, "summarize: a matrix of distances has no centroids, only vectors have");
    check_labels(labels, rows.size());
    const auto members = clusters::members_of(labels, rows.order.row);
    const Summarizer summarizer(rows.vectors, rows.inverse_norms, observer);
    std::vector<ClusterSummary> summaries(members.size());
    parallel_for(members.size(), thread_count(threads), observer, [&](std::size_t label, int) {
        if (!members[label].empty()) summaries[label] = summarizer.summarize(members[label]);
    });
    return summaries;
}

std::vector<ClusterSummary> summarize(MatrixView vectors, std::span<const std::int32_t> labels, Metric metric,
                                      std::span<const std::uint32_t> id_rank, int threads, const Observer* observer) {
    check_labels(labels, vectors.rows);
    if (labels.empty()) return {};
    return summarize(prepare(vectors, metric, id_rank, threads), labels, threads, observer);
}

}  // namespace asterism
