/// How the work was done: for benchmarks and the run's record. Times and counts differ between machines and runs; the
/// result never does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace asterism {

struct EngineStage {
    /// "prepare", "index", "neighbors", "spanning_tree", "hierarchy"; of a graph "graph"; of topics
    /// "resolution", "topics", "certainty", "layers".
    std::string name;
    double wall_s = 0;
    double cpu_s = 0;  ///< of the whole process meanwhile
};
/// How many pairs of distinct rows got how far.
struct PairCounts {
    std::uint64_t pairs = 0;      ///< compared at all
    std::uint64_t survivors = 0;  ///< past the head filter
    std::uint64_t exact = 0;      ///< distances computed in float64

    PairCounts& operator+=(const PairCounts& other) {
        pairs += other.pairs, survivors += other.survivors, exact += other.exact;
        return *this;
    }
};
struct EngineReport {
    std::vector<EngineStage> stages;
    std::string target;               ///< instruction set of the kernels: "scalar", "avx2", "avx512", "neon"
    std::uint64_t distinct_rows = 0;  ///< rows that differ in a byte; copies cost nothing
    std::uint64_t head_width = 0;     ///< coordinates of the filter's first stage; 0 when every distance was computed
    PairCounts neighbors;             ///< of the search for neighbour lists
    PairCounts tree;                  ///< of the search for spanning tree edges outside the lists
    std::uint64_t extras = 0;         ///< edges that search added to those of the lists
};

}  // namespace asterism
