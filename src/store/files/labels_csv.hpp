/// Writes a clustering of a file as CSV: one line per row of the input.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "asterism/observer.hpp"

namespace asterism::store {

/// "row,label,probability", then a line per row in the order of the input; label -1 is noise. Probabilities in the
/// fewest digits that give the same double back, whatever the locale. Written as output_file.hpp says.
/// Precondition: equal lengths.
void write_labels_csv(const std::filesystem::path& path, std::span<const std::int32_t> labels,
                      std::span<const double> probabilities, const Observer* observer = nullptr);

}  // namespace asterism::store
