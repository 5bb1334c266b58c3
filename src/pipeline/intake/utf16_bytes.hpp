/// UTF-16 made UTF-8 as it is read.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "pipeline/intake/byte_source.hpp"

namespace asterism::pipeline {

enum class ByteOrder : unsigned char { little, big };

/// By the byte order mark, or without one by the zero bytes beside the first two characters, which both JSON and a
/// header row have in ASCII. nullopt for everything else.
[[nodiscard]] std::optional<ByteOrder> utf16_order(std::string_view head);

/// Half a pair becomes U+FFFD, so does half a unit at the end. A byte order mark stays in it.
[[nodiscard]] std::unique_ptr<ByteSource> from_utf16(std::unique_ptr<ByteSource> bytes, ByteOrder order);

}  // namespace asterism::pipeline
