/// The certificate of a clustering: its spanning tree held against exact distances, by none of the means that made it.
///
/// Everything after the tree is a plain function of it, so a result whose tree and core distances are right is right.
/// Source of the two properties: Tarjan, "Data Structures and Network Algorithms", SIAM 1983, chapter 6.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"

namespace asterism {

/// What was looked at, and what was found wrong.
struct Verification {
    std::uint64_t rows_checked = 0;     ///< rows held against every other row
    std::uint64_t pairs_checked = 0;    ///< distances computed for that
    std::uint64_t edges_checked = 0;    ///< tree edges proved to be the smallest across a cut
    bool complete = false;              ///< every row was checked: the whole result is proved
    std::uint64_t violations = 0;       ///< 0 when everything holds
    std::vector<std::string> findings;  ///< the first violations in words

    [[nodiscard]] bool holds() const { return violations == 0; }
};

/// Checks a result of `cluster` on the same arguments:
/// - the tree spans all rows, its edges are sorted, and each weight is that of its two rows, bit for bit;
/// - core distances: of the other rows fewer than m are nearer, and at least m are not farther;
/// - cycles: no pair is smaller, in the total order of edges, than the largest tree edge on the path between its rows;
/// - cuts: some edges, taken at random, are the smallest between the two groups that they join.
/// With ties=hdbscan the edges are a walk, not a tree of pairs; then it is checked that each row of the walk weighs as
/// much as the nearest row before it, and that no pair is lighter than the heaviest edge on its path: together these
/// prove that the merges have the heights of the minimum spanning tree, but not which of equal ones came first.
///
/// Up to 20,000 rows every pair is computed, which proves the result. Beyond that a sample of rows is held against all
/// others, chosen by a fixed seed, so many that it costs no more pairs. Memory: 4 n log2(n) bytes and 48 a row.
/// Determinism: depends on nothing but the arguments, without `options.threads`.
/// Errors: Error{usage} when the result has not one core distance per row, or for a precomputed metric;
/// Error{interrupted}.
[[nodiscard]] Verification verify(const PreparedRows& rows, const Clustering& clustering, const ClusterOptions& options,
                                  Observer* observer = nullptr);
/// Prepares the rows first, see `prepare`.
[[nodiscard]] Verification verify(MatrixView vectors, const Clustering& clustering, const ClusterOptions& options,
                                  std::span<const std::uint32_t> id_rank = {}, Observer* observer = nullptr);

}  // namespace asterism
