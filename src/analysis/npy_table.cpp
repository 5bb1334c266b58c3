#include "analysis/npy_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "store/files/output_file.hpp"

namespace asterism::analysis {
namespace {

/// Version 1; a multiple of 64 bytes.
std::string header(std::size_t rows, std::size_t columns) {
    std::string dict = fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, {}), }}", rows, columns);
    constexpr std::size_t kPrefix = 10;
    constexpr std::size_t kAlignment = 64;
    dict.append(kAlignment - 1 - (kPrefix + dict.size()) % kAlignment, ' ');
    dict += '\n';
    std::string text("\x93NUMPY\x01\x00", 8);
    text += {static_cast<char>(dict.size() & 0xff), static_cast<char>(dict.size() >> 8)};
    return text + dict;
}

}  // namespace

void write_npy(const std::filesystem::path& path, const Table& table, const Observer* observer) {
    constexpr std::size_t kPiece = std::size_t{1} << 17;  // values: 1 MiB
    store::OutputFile file(path, observer);
    file.write(header(table.values.size() / table.columns, table.columns));
    for (std::size_t at = 0; at < table.values.size(); at += kPiece) {
        const std::size_t count = std::min(kPiece, table.values.size() - at);
        file.write({reinterpret_cast<const char*>(table.values.data() + at), count * sizeof(double)});
    }
    file.commit();
}

}  // namespace asterism::analysis
