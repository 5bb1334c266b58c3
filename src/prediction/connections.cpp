#include "prediction/connections.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "asterism/error.hpp"
#include "base/require.hpp"
#include "base/threads.hpp"

namespace asterism::prediction {
namespace {

/// Queries that are searched for at once: they bound the memory of the lists.
constexpr std::size_t kBatch = 16'384;

/// Per representative: the rows that it and its copies stand for.
std::vector<std::uint32_t> group_weights(const PreparedRows& rows, const TreePlaces& places) {
    std::vector<std::uint32_t> weights(rows.size(), 0);
    RowIndex representative = 0;
    for (std::size_t rank = 0; rank < rows.size(); ++rank) {
        if (rows.duplicates.copies[rank] > 0) representative = rows.order.row[rank];
        weights[representative] += places.weight(rows.order.row[rank]);
    }
    return weights;
}

class ListConnector {
 public:
    ListConnector(const Fit& fit, const NeighborSearch& search)
        : fit_(fit),
          search_(search),
          distinct_(search.rows().duplicates.representatives.size()),
          group_weights_(group_weights(search.rows(), fit.places)) {}

    /// Appends the connections of `queries`; asks again, for more neighbours, where the first lists settle nothing.
    void connect(MatrixView queries, Observer* observer, std::vector<Connection>& out) const {
        const std::size_t begin = out.size();
        out.resize(begin + queries.rows);
        std::vector<std::size_t> open(queries.rows);
        std::iota(open.begin(), open.end(), std::size_t{0});
        for (std::size_t k = std::max<std::size_t>(2 * fit_.min_samples, 2); !open.empty(); k *= 4) {
            Matrix gathered(queries.cols, open.size() < queries.rows ? open.size() : 0);
            if (open.size() < queries.rows) {
                for (const std::size_t query : open)
                    std::copy_n(queries.row(query), queries.cols, gathered.add_row());
            }
            const Neighbors lists = search_.nearest(gathered.rows() > 0 ? gathered.view() : queries, k, observer);
            std::vector<std::size_t> unsettled;
            for (std::size_t i = 0; i < open.size(); ++i) {
                if (!settle(lists, static_cast<RowIndex>(i), out[begin + open[i]])) unsettled.push_back(open[i]);
            }
            open = std::move(unsettled);
        }
    }

 private:
    [[nodiscard]] double core_of_query(const Neighbors& lists, RowIndex query) const {
        std::size_t counted = 0;
        for (std::size_t e = 0; e < lists.k; ++e) {
            counted += group_weights_[lists.rows_of(query)[e]];
            if (counted > fit_.min_samples) return lists.distances_of(query)[e];
        }
        return lists.farthest(query);  // of rows that are no more than min_samples
    }

    [[nodiscard]] bool settle(const Neighbors& lists, RowIndex query, Connection& best) const {
        const double core = core_of_query(lists, query);
        best.weight = std::numeric_limits<double>::infinity();
        for (std::size_t e = 0; e < lists.k; ++e) {
            const RowIndex row = lists.rows_of(query)[e];
            const double distance = lists.distances_of(query)[e] / fit_.alpha;
            const double weight = std::max(std::max(core, fit_.core[row]), distance);
            if (weight < best.weight) best = {row, weight};
        }
        return lists.k >= distinct_ || best.weight <= lists.farthest(query) / fit_.alpha;
    }

    const Fit& fit_;
    const NeighborSearch& search_;
    std::size_t distinct_;
    std::vector<std::uint32_t> group_weights_;
};

void check(const double* distances, std::size_t count, std::size_t query) {
    for (std::size_t row = 0; row < count; ++row) {
        if (!std::isfinite(distances[row]) || distances[row] < 0) {
            throw Error(ErrorKind::data, "the distance from query " + std::to_string(query) + " to row " +
                                             std::to_string(row) + " is not a finite number of at least 0");
        }
    }
}

/// `nearest`: room for the rows.
double core_of_query(const Fit& fit, const double* distances, std::vector<RowIndex>& nearest) {
    std::iota(nearest.begin(), nearest.end(), RowIndex{0});
    const std::size_t enough = std::min(fit.min_samples + 1, nearest.size());
    const auto nearer = [&](RowIndex a, RowIndex b) { return distances[a] < distances[b]; };
    std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(enough), nearest.end(), nearer);
    std::size_t counted = 0;
    for (std::size_t e = 0; e < enough; ++e) {
        counted += fit.places.weight(nearest[e]);
        if (counted > fit.min_samples) return distances[nearest[e]];
    }
    return distances[nearest[enough - 1]];
}

}  // namespace

std::vector<Connection> connect(const Fit& fit, const NeighborSearch& search, MatrixView queries, Observer* observer) {
    const ListConnector connector(fit, search);
    std::vector<Connection> connections;
    connections.reserve(queries.rows);
    for (std::size_t first = 0; first < queries.rows; first += kBatch) {
        const std::size_t count = std::min(kBatch, queries.rows - first);
        connector.connect({queries.row(first), count, queries.cols}, observer, connections);
    }
    return connections;
}

std::vector<Connection> connect(const Fit& fit, QueryDistancesView distances, int threads, Observer* observer) {
    const Observer silent;
    std::vector<Connection> connections(distances.rows);
    const int workers = thread_count(threads);
    std::vector<std::vector<RowIndex>> nearest(static_cast<std::size_t>(workers),
                                               std::vector<RowIndex>(distances.cols));
    parallel_for(distances.rows, workers, observer != nullptr ? *observer : silent, [&](std::size_t query, int worker) {
        const double* row = distances.row(query);
        check(row, distances.cols, query);
        const double core = core_of_query(fit, row, nearest[static_cast<std::size_t>(worker)]);
        Connection& best = connections[query];
        best.weight = std::numeric_limits<double>::infinity();
        for (RowIndex j = 0; j < distances.cols; ++j) {
            const double weight = std::max(std::max(core, fit.core[j]), row[j] / fit.alpha);
            if (weight < best.weight || (weight == best.weight && row[j] < row[best.row])) best = {j, weight};
        }
    });
    return connections;
}

}  // namespace asterism::prediction
