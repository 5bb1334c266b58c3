/// The groups in which words are counted: the stories, and of each cluster the articles outside its stories. Clusters
/// are sums of them, and themes sums of clusters, so that one pass over the texts is enough for all three.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "store/assignments.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

struct NamingCells {
    /// Of a run's clusters; `layers` as in RunResult, may be empty.
    NamingCells(std::span<const store::RunCluster> clusters, std::span<const store::RunCluster> layers);

    std::size_t stories = 0;  ///< the first cells, by label; without any a cell is a cluster
    std::size_t themes = 0;
    std::vector<std::int32_t> cluster_of;  ///< per cell
    std::vector<std::int32_t> theme_of;    ///< per cluster; empty: there are none

    /// The cell that a row speaks for; -1 for none. Rows that came to a cluster later follow its theme and do not make
    /// it.
    [[nodiscard]] std::int32_t of_row(const store::Assignments& rows, std::size_t row) const;
};

/// The cluster that a row speaks for, likewise.
[[nodiscard]] std::int32_t core_label(const store::Assignments& rows, std::size_t row);

}  // namespace asterism::pipeline
