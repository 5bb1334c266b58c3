/// From whatever an input file is to its text in UTF-8.
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/intake/byte_source.hpp"

namespace asterism::pipeline {

/// gzip data is decompressed, UTF-16 converted, a byte order mark dropped. `in` must outlive the result. Error{data}
/// for what begins like another kind of file; it says which, and what to do.
[[nodiscard]] std::unique_ptr<PeekedBytes> plain_text(std::istream& in);

/// What a file seems to be that begins like this and holds no lines of text, with the way out: "a zip archive; ...".
/// Empty for everything else.
[[nodiscard]] std::string foreign_kind(std::string_view head);

}  // namespace asterism::pipeline
