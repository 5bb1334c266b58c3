/// The rows of one .npy file that can be clustered, checked, and weighed against the machine.
#pragma once

#include <string>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/preflight.hpp"
#include "store/usable_row.hpp"

namespace asterism::pipeline {

struct FileRows {
    Matrix vectors;
    std::vector<RowIndex> rows;  ///< where each stood in the file
    std::vector<store::UnusableRow> rejected;
    Forecast forecast;
};

/// `strict`: rows that cannot be used are an Error{data}; else they are logged. Errors: Error{data} when the file is no
/// .npy of n x d floats or has no usable row; Error{preflight} when the work would not fit into memory.
[[nodiscard]] FileRows read_file_rows(const std::string& path, const ClusterOptions& options,
                                      const AlgorithmSettings& algorithm, bool strict, bool verified,
                                      Observer* observer);

}  // namespace asterism::pipeline
