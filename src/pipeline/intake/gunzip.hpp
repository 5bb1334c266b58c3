/// The bytes inside gzip data (RFC 1952): one member or several behind each other, decompressed as they are read.
#pragma once

#include <memory>
#include <string_view>

#include "pipeline/intake/byte_source.hpp"

namespace asterism::pipeline {

[[nodiscard]] inline bool is_gzip(std::string_view head) {
    return head.starts_with("\x1F\x8B\x08");
}

/// read() throws Error{data} where the data is damaged or ends early, and again at every later call. Zero bytes behind
/// the last member, as tapes leave them, are passed over. Memory: 100 KiB.
[[nodiscard]] std::unique_ptr<ByteSource> gunzipped(std::unique_ptr<ByteSource> bytes);

}  // namespace asterism::pipeline
