#include <algorithm>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "asterism/neighbors.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "neighbors/certified/certified_index.hpp"
#include "neighbors/check_vectors.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "simd/target.hpp"

namespace asterism {
namespace {

void check(MatrixView queries, const PreparedRows& rows) {
    if (rows.metric == Metric::precomputed)
        throw Error(ErrorKind::usage, "foreign rows have no distances to a matrix of distances, only to vectors");
    if (queries.rows > 0 && queries.cols != rows.vectors.cols) {
        throw Error(ErrorKind::usage, "queries of " + std::to_string(queries.cols) +
                                          " dimensions have no distance to " + "rows of " +
                                          std::to_string(rows.vectors.cols));
    }
}

}  // namespace

struct NeighborSearch::Inside {
    Inside(const PreparedRows& prepared, int workers)
        : rows(prepared), space(prepared), threads(workers), report(prepared.report) {}

    const PreparedRows& rows;
    neighbors::MetricSpace space;
    int threads;
    EngineReport report;
    std::unique_ptr<neighbors::SearchIndex> index;
};

NeighborSearch::NeighborSearch(const PreparedRows& rows, std::size_t k, int threads, Observer* observer,
                               std::size_t queries)
    : inside_(std::make_unique<Inside>(rows, thread_count(threads))) {
    Observer silent;
    Observer& watched = observer != nullptr ? *observer : silent;
    EngineReport& report = inside_->report;
    const Stage stage("index", watched, report);
    const auto& distinct = rows.duplicates.representatives;
    inside_->index = neighbors::certified::make_search_index(inside_->space, distinct, std::min(k, distinct.size() - 1),
                                                             inside_->threads, watched, queries);
    report.target = simd::to_string(simd::active_target());
    report.distinct_rows = distinct.size();
    report.head_width = inside_->index->head_width();
}

NeighborSearch::~NeighborSearch() = default;
NeighborSearch::NeighborSearch(NeighborSearch&& other) noexcept = default;
NeighborSearch& NeighborSearch::operator=(NeighborSearch&& other) noexcept = default;

Neighbors NeighborSearch::lists(std::size_t k, Observer* observer) const {
    Observer silent;
    Observer& watched = observer != nullptr ? *observer : silent;
    EngineReport report = inside_->report;
    Neighbors found;
    {
        const Stage stage("neighbors", watched, report);
        const std::size_t others = rows().duplicates.representatives.size() - 1;
        found = neighbors::nearest_neighbors(index(), rows().order.rank, std::min(k, others), threads(), watched);
    }
    report.neighbors = found.report.neighbors;
    found.report = std::move(report);
    return found;
}

Neighbors NeighborSearch::nearest(MatrixView queries, std::size_t k, Observer* observer) const {
    Observer silent;
    Observer& watched = observer != nullptr ? *observer : silent;
    check(queries, rows());
    neighbors::check_rows(queries, rows().metric, "query", threads());
    EngineReport report = inside_->report;
    Neighbors found;
    {
        const Stage stage("neighbors", watched, report);
        const neighbors::MetricSpace space(queries, rows().metric, threads());
        const std::size_t most = std::min(k, rows().duplicates.representatives.size());
        found = neighbors::nearest_neighbors(index(), space, rows().order.rank, most, threads(), watched);
    }
    report.neighbors = found.report.neighbors;
    found.report = std::move(report);
    return found;
}

const PreparedRows& NeighborSearch::rows() const {
    return inside_->rows;
}
const neighbors::SearchIndex& NeighborSearch::index() const {
    return *inside_->index;
}
int NeighborSearch::threads() const {
    return inside_->threads;
}
const EngineReport& NeighborSearch::report() const {
    return inside_->report;
}

Neighbors find_neighbors(const PreparedRows& rows, std::size_t k, int threads, Observer* observer) {
    return NeighborSearch(rows, k, threads, observer).lists(k, observer);
}

}  // namespace asterism
