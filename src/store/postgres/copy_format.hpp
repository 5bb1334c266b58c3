/// The bytes of a binary COPY as the server sends them, one message at a time, and the vectors and ids in its fields.
///
/// Format (PostgreSQL's documentation of COPY): signature, int32 flags, int32 length of an extension and the extension,
/// then per row int16 fields and per field int32 size (-1 = NULL) and its bytes; -1 fields are the end. Nothing is read
/// beyond the bytes given, whatever they say of themselves. Errors: Error{internal} for what is no such stream. Thread
/// safety: one thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace asterism::store::postgres {

/// An answer of the server that is not what its protocol promises.
[[noreturn]] void not_a_copy();

class CopyFormat {
 public:
    /// The fields of the row in the next message, borrowed from it; none for a header alone and for the end. NULL is a
    /// view without data, an empty field has some.
    void parse(std::string_view message, std::vector<std::string_view>& fields);

 private:
    bool started_ = false;
};

/// A `vector` into `row` of `dimensions` values. False: another dimension.
[[nodiscard]] bool read_vector(std::string_view bytes, std::size_t dimensions, float* row);

/// A `real[]` or `double precision[]` likewise. False: not one dimension of the right size; elements that are NULL come
/// as NaN, what is beyond float32 as infinity. `beyond`, which may be null, learns whether that alone made one
/// infinite.
[[nodiscard]] bool read_array(std::string_view bytes, std::size_t dimensions, float* row, bool* beyond = nullptr);

}  // namespace asterism::store::postgres
