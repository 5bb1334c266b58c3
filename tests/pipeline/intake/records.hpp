/// Reading a whole text at once, and compressing one, for the tests of this folder.
#pragma once

#include <zlib.h>

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "pipeline/intake/record_reader.hpp"

namespace asterism::pipeline {

inline std::vector<Record> all_records(const std::string& text, InputFormat format = InputFormat::automatic,
                                       const std::string& name = {}) {
    std::istringstream in(text);
    const auto reader = make_record_reader(in, format, name);
    std::vector<Record> records;
    for (Record record; reader->next(record);)
        records.push_back(record);
    return records;
}

/// The ids of the good records and the lines of the bad ones: "1 2 !3 4".
inline std::string outline(const std::string& text, InputFormat format = InputFormat::automatic) {
    std::string line;
    for (const Record& record : all_records(text, format)) {
        const auto id = record.error.empty() ? record.object.value("id", nlohmann::json("?")) : nlohmann::json();
        line += line.empty() ? "" : " ";
        line += !record.error.empty() ? "!" + std::to_string(record.line)
                : id.is_string()      ? id.get<std::string>()
                                      : id.dump();
    }
    return line;
}

inline std::string refusal_of(const std::string& text, InputFormat format = InputFormat::automatic,
                              const std::string& name = {}) {
    try {
        (void)all_records(text, format, name);
    } catch (const Error& error) {
        return error.kind() == ErrorKind::data ? error.what() : "an error of another kind";
    }
    return "nothing was refused";
}

inline std::string gzip(const std::string& text) {
    z_stream zlib{};
    if (deflateInit2(&zlib, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("no zlib");
    std::string out(deflateBound(&zlib, static_cast<uLong>(text.size())), '\0');
    std::string in = text;
    zlib.next_in = reinterpret_cast<Bytef*>(in.data());
    zlib.avail_in = static_cast<uInt>(in.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    deflate(&zlib, Z_FINISH);
    out.resize(out.size() - zlib.avail_out);
    deflateEnd(&zlib);
    return out;
}

/// ASCII and the like as UTF-16, with a byte order mark.
inline std::string utf16(const std::u16string& text, bool big_endian) {
    std::string bytes;
    for (const char16_t unit : u'\uFEFF' + text) {
        const auto low = static_cast<char>(unit & 0xFFU), high = static_cast<char>(unit >> 8U);
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

}  // namespace asterism::pipeline
