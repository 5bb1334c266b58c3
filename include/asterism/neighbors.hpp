/// Exact nearest neighbours: rows prepared once for everything that asks for their distances, and the k nearest
/// distinct rows of each distinct row.
///
///     const PreparedRows rows = prepare(vectors, Metric::cosine);
///     const Neighbors lists = find_neighbors(rows, 15);
///     for (const RowIndex row : rows.duplicates.representatives)  // in rank order
///         use(lists.rows_of(row), lists.distances_of(row));
///
/// Rows that are equal in every byte are one distinct row, which the first of them by rank stands for; only it has a
/// list, and only such rows are in lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "asterism/report.hpp"

namespace asterism {

/// The order of the rows that no shuffling of the input can change, and that breaks every tie: by their bytes, equal
/// rows by id.
struct CanonicalOrder {
    std::vector<std::uint32_t> rank;  ///< n: rank of each input row
    std::vector<RowIndex> row;        ///< n: input row of each rank (the inverse)
};

/// Rows that are equal in every byte: their ranks are consecutive, so a group is a run of ranks.
struct Duplicates {
    std::vector<RowIndex> representatives;  ///< first row of each group, by rank: the distinct rows
    std::vector<std::uint32_t> copies;      ///< n, by rank: size of the group that begins there, 0 inside a group
};

/// Rows made ready for every search: checked, their norms and their order computed, once. Borrows the vectors, which
/// must outlive it. Memory: 24 bytes a row.
struct PreparedRows {
    PreparedRows() = default;  ///< declared, so that braces around a view mean the view

    MatrixView vectors;            ///< of no rows when distances are given
    DistanceMatrixView distances;  ///< of no rows when vectors are given
    Metric metric = Metric::cosine;
    std::vector<double> inverse_norms;  ///< n: 1 / |row|; empty but for cosine
    CanonicalOrder order;
    Duplicates duplicates;
    EngineReport report;  ///< of the stage "prepare"

    [[nodiscard]] std::size_t size() const { return order.row.size(); }
    /// n: the number of each row's distinct row, counted by rank from 0; the place of its representative.
    [[nodiscard]] std::vector<std::uint32_t> distinct_of_row() const {
        std::vector<std::uint32_t> number(size());
        std::uint32_t begun = 0;
        for (std::size_t r = 0; r < size(); ++r) {
            if (duplicates.copies[r] > 0) ++begun;
            number[order.row[r]] = begun - 1;
        }
        return number;
    }
};

/// `id_rank`: optional, n values: the position of each row when rows are sorted by article id. It orders rows of equal
/// bytes; without it the row position does. `threads`: 0 = all cores, as everywhere here.
/// Errors: Error{data} for non-finite rows, zero rows under cosine, or n = 0; Error{usage} for an id_rank of another
/// length, 2^31 rows or more, or a metric that has no vectors; Error{interrupted} when the observer cancels.
[[nodiscard]] PreparedRows prepare(MatrixView vectors, Metric metric, std::span<const std::uint32_t> id_rank = {},
                                   int threads = 0, Observer* observer = nullptr);

/// The same for a matrix of distances, borrowed too: symmetric, finite, at least 0, 0 on the diagonal. No row is taken
/// for a copy of another, and a row has its position as rank.
/// Errors: Error{data} for what is no such matrix, with its place; Error{usage}, Error{interrupted}.
[[nodiscard]] PreparedRows prepare(DistanceMatrixView distances, int threads = 0, Observer* observer = nullptr);

/// Lists of neighbours by input row. Memory: 12 k bytes a row.
struct Neighbors {
    std::size_t k = 0;
    std::vector<double> distances;  ///< n x k: ascending; infinity for a row that is no representative
    std::vector<RowIndex> rows;     ///< n x k: whose distances they are, equal ones by rank; kNoRow likewise
    EngineReport report;            ///< of the stages so far, and the counts of this search

    [[nodiscard]] std::span<const double> distances_of(RowIndex row) const {
        return std::span(distances).subspan(row * k, k);
    }
    [[nodiscard]] std::span<const RowIndex> rows_of(RowIndex row) const { return std::span(rows).subspan(row * k, k); }
    /// The k-th distance. Precondition: k > 0.
    [[nodiscard]] double farthest(RowIndex row) const { return distances[row * k + k - 1]; }
};

namespace neighbors {
class SearchIndex;
}

/// Rows made searchable: one search for several lists, and for a hierarchy afterwards (`build_hierarchy` takes it).
/// Memory: with 2,048 distinct rows or more about d + 2 h + 60 bytes a row, h being the chosen width of a filter's
/// first stage (at most 320), of which h + 8 only while it searches; below that 4 bytes a row.
/// Thread safety: every call from one thread at a time, which uses `threads`.
class NeighborSearch {
 public:
    /// Borrows the rows. `k`: length of the lists to come. `queries`: they will be those of so many foreign rows, see
    /// `nearest`; 0: those of the rows themselves. Only speed and memory depend on both; up to 2,048 queries the rows
    /// are made ready sooner, with h = d. Error{interrupted}.
    NeighborSearch(const PreparedRows& rows, std::size_t k, int threads = 0, Observer* observer = nullptr,
                   std::size_t queries = 0);
    NeighborSearch(PreparedRows&& rows, std::size_t k, int threads = 0, Observer* observer = nullptr,
                   std::size_t queries = 0) = delete;
    ~NeighborSearch();
    NeighborSearch(NeighborSearch&& other) noexcept;
    NeighborSearch& operator=(NeighborSearch&& other) noexcept;

    /// For every distinct row its k nearest other distinct rows; k is clamped to their number less one. The lists are
    /// unique: by distance, then rank. O(n^2 d) time at worst. Error{interrupted}.
    [[nodiscard]] Neighbors lists(std::size_t k, Observer* observer = nullptr) const;

    /// For every foreign row (queries x d, finite, for cosine of non-zero norm) its k nearest distinct rows; k is
    /// clamped to their number. Lists by query, unique as above; a row that equals a query is at distance 0.
    /// Memory: with a filter h + 8 bytes a row and d + h + 40 a query beside the lists.
    /// Errors: Error{data} for queries without a distance; Error{usage} for other dimensions than those of the rows, or
    /// when the rows are a matrix of distances; Error{interrupted}.
    [[nodiscard]] Neighbors nearest(MatrixView queries, std::size_t k, Observer* observer = nullptr) const;

    [[nodiscard]] const PreparedRows& rows() const;
    [[nodiscard]] const neighbors::SearchIndex& index() const;
    [[nodiscard]] int threads() const;
    [[nodiscard]] const EngineReport& report() const;

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The lists of a NeighborSearch that is not needed any longer.
[[nodiscard]] Neighbors find_neighbors(const PreparedRows& rows, std::size_t k, int threads = 0,
                                       Observer* observer = nullptr);

}  // namespace asterism
