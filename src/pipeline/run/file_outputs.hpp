/// The files that the clustering of a file is written to.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "asterism/observer.hpp"

namespace asterism::pipeline {

/// Where to write; empty = nowhere. The ending of a name, in either case, says what: .csv is CSV
/// (row,label,probability), .npy a column (int32 labels, float64 probabilities). A pipe, a device or an open descriptor
/// without such an ending, such as /dev/stdout, gets CSV.
struct FileOutputs {
    std::string labels;
    std::string probabilities;
    bool standard_output_taken = false;  ///< something else is written there
};

/// Before any work, and without writing: Error{usage} for a name with another ending, for an output that is the input
/// or the other output under whatever name, and for standard output when that is taken; whatever store::output_target
/// finds. Returns whether an output is standard output.
[[nodiscard]] bool check_outputs(const std::string& input, const FileOutputs& outputs);

/// See store/files/output_file.hpp.
void write_outputs(const FileOutputs& outputs, std::span<const std::int32_t> labels,
                   std::span<const double> probabilities, const Observer* observer);

}  // namespace asterism::pipeline
