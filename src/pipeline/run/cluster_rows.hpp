/// The stage "cluster" (and "verify", where it is asked for): rows in, what an algorithm says of them out.
#pragma once

#include "asterism/graph.hpp"
#include "asterism/hierarchy.hpp"
#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/engine_record.hpp"
#include "pipeline/run/row_clusters.hpp"
#include "pipeline/stage_table.hpp"

namespace asterism::pipeline {

struct ClusteredRows {
    PreparedRows rows;  ///< borrows the vectors
    RowClusters clusters;
    EngineRecord engine;
};

/// Lists that are there, and the graph made of them.
struct ListsAndGraph {
    Neighbors lists;  ///< kept only where they are to be verified
    NeighborGraph graph;
};

/// The hierarchy of HDBSCAN from the search that the graph is made from.
[[nodiscard]] Hierarchy hierarchy_beside_graph(const PreparedRows& rows, const ClusterOptions& options, bool keep_lists,
                                               ListsAndGraph& made, Observer* observer);

/// Neighbours are searched once, whatever is made of them. Memory with a graph: see graph.hpp; with HDBSCAN it lives
/// beside the tree, and with layers the tree until they are found. Errors: Error{usage} for options out of range;
/// Error{internal} when `verified` and the certificate fails; Error{interrupted}.
[[nodiscard]] ClusteredRows cluster_rows(MatrixView vectors, const ClusterOptions& options,
                                         const AlgorithmSettings& algorithm, bool verified, Forecast forecast,
                                         StageTable& stages, Observer* observer);

}  // namespace asterism::pipeline
