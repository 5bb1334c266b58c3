/// What is wanted of a file of vectors beyond labels and probabilities, and where it goes.
#pragma once

#include <string>

#include "pipeline/run/file_outputs.hpp"

namespace asterism::analysis {

/// Empty: not wanted.
struct Wanted {
    int clusters = 0;            ///< so many; 0 = as the options say
    std::string predict;         ///< an .npy file of new rows
    std::string predictions;     ///< their labels (.npy), or row, label and probability (.csv); needs `predict`
    std::string condensed_tree;  ///< .npy, as are the next two: see tree_tables.hpp
    std::string single_linkage;
    std::string spanning_tree;

    [[nodiscard]] bool anything() const;
};

/// All outputs before any work, without writing: Error{usage} for `predictions` without `predict` and the other way
/// round, for a table whose name does not end in .npy, for an output that is an input or another output; and as
/// pipeline::check_outputs, whose answer it gives.
[[nodiscard]] bool check_outputs(const std::string& input, const pipeline::FileOutputs& outputs, const Wanted& wanted);

}  // namespace asterism::analysis
