#include "store/postgres/vector_values.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kVectorHeader = 4;
constexpr std::size_t kArrayHeader = 20;

/// How many values `bytes` says it holds; nullopt: it is no row of values.
std::optional<std::size_t> values_in(VectorWire wire, std::string_view bytes) {
    if (wire == VectorWire::vector) return bytes.size() < kVectorHeader ? 0 : (bytes.size() - kVectorHeader) / 4;
    if (bytes.size() < 4 || load_int32(bytes.data()) == 0) return 0;
    if (bytes.size() < kArrayHeader || load_int32(bytes.data()) != 1) return std::nullopt;
    return static_cast<std::size_t>(load_int32(bytes.data() + 12));
}

void load_array(const char* at, std::size_t count, float* row) {
    for (std::size_t k = 0; k < count; ++k) {
        const std::int32_t size = load_int32(at);
        at += 4;
        const std::uint32_t bits = size == 4 ? load<std::uint32_t>(at) : 0x7fc00000U;
        std::memcpy(row + k, &bits, sizeof bits);
        if (size > 0) at += size;
    }
}

}  // namespace

const Column& vector_column(const Session& session) {
    const Table& table = session.catalogue().embeddings;
    const Column& column = table.require(session.names().embedding);
    if (column.type != "vector" && column.type != "halfvec" && column.type != "_float4")
        throw Error(ErrorKind::schema,
                    fmt::format("{}.\"{}\" has the type \"{}\"; vectors may be vector, halfvec or real[]", table.name,
                                session.names().embedding, column.declared));
    return column;
}

VectorWire vector_wire(const Session& session) {
    return vector_column(session).type == "_float4" ? VectorWire::real_array : VectorWire::vector;
}

bool read_vector(VectorWire wire, std::string_view bytes, std::size_t dimensions, float* row) {
    if (values_in(wire, bytes) != dimensions) return false;
    if (wire == VectorWire::vector)
        load_floats(bytes.data() + kVectorHeader, dimensions, row);
    else if (dimensions > 0)
        load_array(bytes.data() + kArrayHeader, dimensions, row);
    return true;
}

void read_vector(VectorWire wire, std::string_view bytes, std::vector<float>& row) {
    row.resize(values_in(wire, bytes).value_or(0));
    read_vector(wire, bytes, row.size(), row.data());
}

}  // namespace asterism::store::postgres
