#include "store/files/labels_csv.hpp"

#include <fmt/format.h>

#include <cassert>

#include "store/files/output_file.hpp"

namespace asterism::store {

void write_labels_csv(const std::filesystem::path& path, std::span<const std::int32_t> labels,
                      std::span<const double> probabilities, const Observer* observer) {
    assert(labels.size() == probabilities.size());
    OutputFile file(path, observer);
    file.write("row,label,probability\n");
    for (std::size_t row = 0; row < labels.size(); ++row)
        file.write(fmt::format("{},{},{}\n", row, labels[row], probabilities[row]));
    file.commit();
}

}  // namespace asterism::store
