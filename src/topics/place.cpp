#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "base/require.hpp"
#include "graph/neighbor_strengths.hpp"
#include "graph/random_walk.hpp"
#include "topics/flat_topics.hpp"

namespace asterism {
namespace {

using graph::Share;

/// Where a distinct row of the run is, and how surely.
struct Standing {
    std::int32_t topic = -1;
    Share certainty = 0;
};

Share as_share(double number) {
    return static_cast<Share>(std::clamp(number, 0.0, 1.0) * graph::kAll + 0.5);
}

/// The distinct rows of a run in the order of their bytes, with what the run says of them.
class RunNodes {
 public:
    RunNodes(const PreparedRows& rows, const RunPlaces& run) : rows_(rows), node_of_row_(rows.distinct_of_row()) {
        for (const RowIndex row : rows.duplicates.representatives) {
            const std::uint32_t first = rows.order.rank[row];
            const std::uint32_t copies = rows.duplicates.copies[first];
            standing_.push_back(standing_of(run, std::span(rows.order.row).subspan(first, copies)));
        }
        for (std::size_t row = 0; row < run.labels.size(); ++row) {
            if (run.start_labels[row] < 0 || run.labels[row] < 0) continue;
            const auto topic = static_cast<std::size_t>(run.start_labels[row]);
            if (topic >= label_of_topic_.size()) label_of_topic_.resize(topic + 1, -1);
            label_of_topic_[topic] = run.labels[row];
        }
    }

    /// `row`: a representative.
    [[nodiscard]] const Standing& operator[](RowIndex row) const { return standing_[node_of_row_[row]]; }
    [[nodiscard]] std::int32_t label_of(std::int32_t topic) const {
        const auto at = static_cast<std::size_t>(topic);
        return topic < 0 || at >= label_of_topic_.size() ? -1 : label_of_topic_[at];
    }
    /// Of the row with the same bytes, if there is one.
    [[nodiscard]] const Standing* copy_of(const float* row) const {
        const auto& distinct = rows_.duplicates.representatives;
        const auto at = std::lower_bound(distinct.begin(), distinct.end(), row,
                                         [&](RowIndex a, const float* b) { return compare(a, b) < 0; });
        return at == distinct.end() || compare(*at, row) != 0 ? nullptr : &(*this)[*at];
    }

 private:
    /// Copies share what they have; where a run says otherwise, the lowest topic counts.
    static Standing standing_of(const RunPlaces& run, std::span<const RowIndex> copies) {
        Standing standing;
        for (const RowIndex row : copies) {
            const std::int32_t topic = run.start_labels[row];
            const Share certainty = as_share(run.certainties[row]);
            if (topic < 0 || (standing.topic >= 0 && topic > standing.topic)) continue;
            standing.certainty = topic == standing.topic ? std::max(standing.certainty, certainty) : certainty;
            standing.topic = topic;
        }
        return standing;
    }

    [[nodiscard]] int compare(RowIndex a, const float* b) const {
        return std::memcmp(rows_.vectors.row(a), b, rows_.vectors.cols * sizeof(float));
    }

    const PreparedRows& rows_;
    std::vector<std::uint32_t> node_of_row_;
    std::vector<Standing> standing_;
    std::vector<std::int32_t> label_of_topic_;
};

/// The largest claim on a row with these neighbours; ties go to the lower topic.
Standing largest_claim(const RunNodes& nodes, std::span<const RowIndex> neighbors, std::span<const double> distances) {
    std::vector<double> strengths(distances.size());
    graph::neighbor_strengths(distances, strengths);
    std::vector<std::pair<std::int32_t, std::uint64_t>> claims;  // topic, weight x certainty
    std::int64_t total = 0;
    for (std::size_t j = 0; j < neighbors.size(); ++j) {
        const std::int64_t weight = graph::whole_weight(strengths[j]);
        total += weight;
        const Standing& there = nodes[neighbors[j]];
        if (there.topic >= 0) claims.emplace_back(there.topic, static_cast<std::uint64_t>(weight) * there.certainty);
    }
    std::sort(claims.begin(), claims.end());
    Standing best;
    for (std::size_t i = 0; i < claims.size();) {
        const std::int32_t topic = claims[i].first;
        std::uint64_t sum = 0;
        for (; i < claims.size() && claims[i].first == topic; ++i)
            sum += claims[i].second;
        const Share claim = graph::per_degree(sum, total);
        if (claim > best.certainty) best = {topic, claim};
    }
    return best;
}

}  // namespace

Placement place(const NeighborSearch& search, const RunPlaces& run, MatrixView rows, const PlaceOptions& options,
                Observer* observer) {
    const std::size_t n = search.rows().size();
    require(run.labels.size() == n && run.start_labels.size() == n && run.certainties.size() == n,
            "place: one label, start label and certainty per row of the run are needed");
    require(options.floor >= 0 && options.floor <= 1, "the floor of a claim must be between 0 and 1");
    const Neighbors lists = search.nearest(rows, kGraphNeighbors, observer);
    const RunNodes nodes(search.rows(), run);
    const Share floor = std::max<Share>(1, topics::least_share(options.floor));
    Placement result;
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const auto row = static_cast<RowIndex>(i);
        const Standing* twin = nodes.copy_of(rows.row(row));
        const Standing claim =
            twin != nullptr ? *twin : largest_claim(nodes, lists.rows_of(row), lists.distances_of(row));
        result.start_labels.push_back(claim.topic);
        result.labels.push_back(claim.certainty >= floor ? nodes.label_of(claim.topic) : -1);
        result.claims.push_back(graph::as_number(claim.certainty));
    }
    return result;
}

}  // namespace asterism
