/// The header of an .npy file: the part before the values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/files/npy.hpp"

namespace asterism::store {

/// Bytes that hold magic, version and the length of the header in every version.
inline constexpr std::size_t kNpyPrefixBytes = 12;

/// Where the values begin, from the first bytes of a file (fewer than kNpyPrefixBytes in a short file).
/// Error{data} when this is no .npy file of version 1, 2 or 3. `name` is for messages.
[[nodiscard]] std::uint64_t npy_data_offset(std::string_view prefix, const std::string& name);

/// Parses "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }": these three keys in any order, no others.
/// Error{data} for any other text, and for types and shapes that are not vectors. Never reads beyond `text`.
[[nodiscard]] NpyHeader parse_npy_dict(std::string_view text, const std::string& name);

/// The header of version 1 that `write_npy` puts before values of type `descr` ("<f4") and `shape` ("(3, 4)"); a
/// multiple of 64 bytes.
[[nodiscard]] std::string npy_header(std::string_view descr, std::string_view shape);

}  // namespace asterism::store
