#include "engine/time_model.hpp"

#include <algorithm>
#include <cmath>

#include "neighbors/certified/row_layout.hpp"

namespace asterism {
namespace {

// In filter steps (one pair, 64 coordinates of int8), measured on two AVX-512 machines (Zen 4, Emerald Rapids) with
// sentence embeddings.
constexpr double kValue = 2.5;              // prepare: norms and checks, per value
constexpr double kSortedRow = 100;          // prepare: the order of the rows
constexpr double kHeadProduct = 0.173;      // index: a row's head, and its nearest centre, per float32 multiply-add
constexpr double kDirection = 1.17e6;       // index: directions and width from the sample, per dimension ...
constexpr double kMoment = 350;             // ... and per pair of dimensions
constexpr double kFilter = 1.2;             // neighbours: a pair, against the kernel alone
constexpr double kSurvivor = 15;            // neighbours: fetching a survivor's row, beside d/64 steps
constexpr double kExactPerNeighbour = 7.5;  // neighbours: exact distances, in terms of those of a block
constexpr double kRow = 10'000;             // neighbours: first limits
constexpr double kNeighbour = 1'100;        // neighbours: offers to a list, per entry
constexpr double kTreePair = 1.6;           // tree: a pair, against the kernel alone
constexpr double kListEdge = 530;           // tree: sorting and joining
constexpr double kHierarchyRow = 900;       // everything after the tree
constexpr double kPrimPair = 1.2;           // ties=hdbscan: a pair, against its exact distance
constexpr double kMostVerified = 2e8;       // pairs of a certificate

}  // namespace

std::vector<PlannedStage> predicted_time(const WorkSize& size, const KernelSpeed& speed, bool verified) {
    const auto n = static_cast<double>(size.rows), d = static_cast<double>(size.dimensions);
    const auto neighbours = static_cast<double>(size.list_length);
    const auto head = static_cast<double>(typical_head_width(size)) / 64;
    const double pairs = n * std::max(0.0, n - 1) / 2;
    const double exact = d / 64 * speed.exact_ns / speed.filter_ns;  // one exact distance
    const double survivor = d / 64 + kSurvivor;
    const auto seconds = [&](double steps) { return steps * speed.filter_ns * 1e-9 / size.threads; };

    const double prepare = n * (d * kValue + kSortedRow);
    double index = 0;
    double search = n * neighbours * kNeighbour;
    double tree = n * neighbours * kListEdge;
    if (size.filtered) {
        const double centres = static_cast<double>(
            std::min(neighbors::certified::kMostCentres, size.rows / neighbors::certified::kRowsPerCentre));
        index = n * head * 64 * (d + centres) * kHeadProduct + d * kDirection + d * d * kMoment;
        search += pairs * (head * kFilter + typical_survivors(size) * survivor) +
                  n * (kRow + neighbours * kExactPerNeighbour * exact);
        tree += pairs * typical_tree_pairs(size) * head * kTreePair;
    } else {
        search += pairs * exact;
        tree += pairs * typical_tree_pairs(size) * exact;
    }
    if (size.ties == Ties::hdbscan) tree = pairs * kPrimPair * exact;
    std::vector<PlannedStage> stages{{"prepare", seconds(prepare)},
                                     {"index", seconds(index)},
                                     {"neighbors", seconds(search)},
                                     {"spanning_tree", seconds(tree)},
                                     {"hierarchy", seconds(n * kHierarchyRow) * size.threads}};
    if (verified) stages.push_back({"verify", seconds(std::min(pairs, kMostVerified) * exact)});
    return stages;
}

}  // namespace asterism
