#include "prediction/exemplar_distances.hpp"

#include <algorithm>
#include <limits>

namespace asterism::prediction {
namespace {

/// Exemplars of a block: with the rows of a task they fit a second-level cache.
constexpr std::size_t kBlock = 128;

}  // namespace

Exemplars::Exemplars(const Clustering& clustering, const Duplicates& duplicates, const CanonicalOrder& order) {
    for (const auto& of_label : clustering.prediction.exemplars) {
        const std::size_t begin = rows.size();
        for (const RowIndex row : of_label) {
            std::uint32_t rank = order.rank[row];
            while (duplicates.copies[rank] == 0)
                --rank;
            rows.push_back(order.row[rank]);
        }
        std::sort(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end());
        rows.erase(std::unique(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end()), rows.end());
        first.push_back(rows.size());
    }
}

void exemplar_distances(const neighbors::MetricSpace& from, std::span<const RowIndex> queries,
                        const neighbors::MetricSpace& space, const Exemplars& exemplars, std::vector<double>& scratch,
                        double* out) {
    const std::size_t labels = exemplars.labels();
    std::fill_n(out, queries.size() * labels, std::numeric_limits<double>::infinity());
    scratch.resize(queries.size() * kBlock);
    std::size_t label_of_first = 0;
    for (std::size_t begin = 0; begin < exemplars.rows.size(); begin += kBlock) {
        const auto block = std::span(exemplars.rows).subspan(begin, std::min(kBlock, exemplars.rows.size() - begin));
        if (&from == &space)
            space.distances(queries, block, scratch.data());
        else
            from.distances_to(space, queries, block, scratch.data());
        while (exemplars.first[label_of_first + 1] <= begin)
            ++label_of_first;
        for (std::size_t i = 0; i < queries.size(); ++i) {
            std::size_t label = label_of_first;
            for (std::size_t e = 0; e < block.size(); ++e) {
                while (exemplars.first[label + 1] <= begin + e)
                    ++label;
                double& nearest = out[i * labels + label];
                nearest = std::min(nearest, scratch[i * block.size() + e]);
            }
        }
    }
}

}  // namespace asterism::prediction
