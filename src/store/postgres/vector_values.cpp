#include "store/postgres/vector_values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "asterism/error.hpp"
#include "store/postgres/copy_format.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kVectorHeader = 4;
constexpr std::size_t kArrayHeader = 20;

/// How many values `bytes` may hold, by its size and what it says of itself.
std::size_t values_in(VectorWire wire, std::string_view bytes) {
    if (wire == VectorWire::vector) return bytes.size() < kVectorHeader ? 0 : (bytes.size() - kVectorHeader) / 4;
    if (bytes.size() < kArrayHeader || load_int32(bytes.data()) != 1) return 0;
    const auto count = static_cast<std::size_t>(std::max(0, load_int32(bytes.data() + 12)));
    return std::min(count, (bytes.size() - kArrayHeader) / 4);
}

}  // namespace

const Column& vector_column(const Session& session) {
    const Table& table = session.catalogue().embeddings;
    const Column& column = table.require(session.names().embedding);
    if (column.type != "vector" && column.type != "halfvec" && column.type != "_float4" && column.type != "_float8")
        throw Error(ErrorKind::schema,
                    fmt::format("{}.\"{}\" has the type \"{}\"; vectors may be vector, halfvec, real[] or double "
                                "precision[]",
                                table.name, session.names().embedding, column.declared));
    return column;
}

VectorWire vector_wire(const Session& session) {
    return vector_column(session).type.starts_with('_') ? VectorWire::array : VectorWire::vector;
}

bool read_vector(VectorWire wire, std::string_view bytes, std::size_t dimensions, float* row, bool* beyond) {
    return wire == VectorWire::vector ? read_vector(bytes, dimensions, row)
                                      : read_array(bytes, dimensions, row, beyond);
}

void read_vector(VectorWire wire, std::string_view bytes, std::vector<float>& row) {
    row.resize(values_in(wire, bytes));
    if (!read_vector(wire, bytes, row.size(), row.data())) row.clear();
}

}  // namespace asterism::store::postgres
