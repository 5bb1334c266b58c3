/// .npy files as other programs would write them, byte by byte.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::store {

/// Magic, version, length and dict; not padded, as the format allows.
inline std::string npy_file(std::string_view dict, std::string_view values, int version = 1) {
    std::string file = "\x93NUMPY";
    file += {static_cast<char>(version), '\0'};
    for (int byte = 0; byte < (version == 1 ? 2 : 4); ++byte)
        file += static_cast<char>(dict.size() >> (8 * byte) & 0xff);
    file += dict;
    file += values;
    return file;
}

inline std::string npy_dict(std::string_view descr, bool fortran_order, std::string_view shape) {
    std::string dict = "{'descr': '";
    dict += descr;
    dict += fortran_order ? "', 'fortran_order': True, 'shape': " : "', 'fortran_order': False, 'shape': ";
    dict += shape;
    return dict += ", }\n";
}

template <class Value>
std::string bytes_of(const std::vector<Value>& values, bool big_endian = false) {
    std::string bytes(values.size() * sizeof(Value), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    for (std::size_t at = 0; big_endian && at < bytes.size(); at += sizeof(Value))
        for (std::size_t i = 0; i < sizeof(Value) / 2; ++i)
            std::swap(bytes[at + i], bytes[at + sizeof(Value) - 1 - i]);
    return bytes;
}

}  // namespace asterism::store
