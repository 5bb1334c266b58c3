/// New rows of another file, placed in a clustering.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"

namespace asterism::analysis {

/// By row of the file; -1 and 0 for rows that cannot be used.
struct NewRows {
    std::vector<std::int32_t> labels;
    std::vector<double> probabilities;
    std::int64_t noise = 0;     ///< without those that cannot be used
    std::int64_t rejected = 0;  ///< that cannot be used
};

/// Error{data} for a file whose vectors have not `dimensions`, or none; before any work.
void check_new_rows(const std::string& path, std::size_t dimensions);

/// `strict`: rows that cannot be used are an Error{data}. Errors as of read_npy and `predict`.
[[nodiscard]] NewRows place_new_rows(const std::string& path, const Clustering& clustering, const PreparedRows& rows,
                                     const ClusterOptions& options, bool strict, Observer* observer);

}  // namespace asterism::analysis
