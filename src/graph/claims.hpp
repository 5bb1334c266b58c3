/// Whose a node is that no label has: where the walks from it first meet a labelled node.
///
/// F <- Y + (unlabelled rows of P) F, thirty times, in shares of 2^-30 with a step of floor(sum w F / degree), as in
/// random_walk.hpp. Labels are walked in blocks, and what the walks of one label hold does not depend on the others, so
/// neither blocks nor threads show in the result.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "graph/random_walk.hpp"

namespace asterism::graph {

struct Claim {
    std::int32_t label = -1;  ///< -1: no walk arrives
    Share share = 0;
};

/// Per node the largest claim on it, ties to the lower label; of labelled nodes their own label on all walks.
/// `label`: per node, 0 .. labels - 1, negative = none. Precondition: weights and loops below 2^32. Memory: 64 MiB, the
/// edges among unlabelled nodes once more, and 8 bytes a node and thread. Error{interrupted}.
[[nodiscard]] std::vector<Claim> largest_claims(const WeightedGraph& graph, std::span<const std::int32_t> label,
                                                std::int32_t labels, int threads, Observer& observer);

}  // namespace asterism::graph
