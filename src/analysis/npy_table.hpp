/// A table of numbers as an .npy file: 2-D, float64, C order, as NumPy reads it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "asterism/observer.hpp"

namespace asterism::analysis {

struct Table {
    std::size_t columns = 0;
    std::vector<double> values;  ///< row after row
};

/// Written as store/files/output_file.hpp says.
void write_npy(const std::filesystem::path& path, const Table& table, const Observer* observer);

}  // namespace asterism::analysis
