#include "store/files/labels_csv.hpp"

#include <fmt/format.h>

#include <cassert>

#include "store/files/atomic_file.hpp"

namespace asterism::store {

void write_labels_csv(const std::filesystem::path& path, std::span<const std::int32_t> labels,
                      std::span<const double> probabilities) {
    assert(labels.size() == probabilities.size());
    AtomicFile file(path);
    file.write("row,label,probability\n");
    for (std::size_t row = 0; row < labels.size(); ++row)
        file.write(fmt::format("{},{},{}\n", row, labels[row], probabilities[row]));
    file.commit();
}

}  // namespace asterism::store
