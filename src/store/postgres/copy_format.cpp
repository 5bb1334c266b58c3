#include "store/postgres/copy_format.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "asterism/error.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::string_view kSignature{"PGCOPY\n\377\r\n\0", 11};

/// Takes `size` bytes off the front.
std::string_view take(std::string_view& from, std::size_t size) {
    if (from.size() < size) not_a_copy();
    const auto taken = from.substr(0, size);
    from.remove_prefix(size);
    return taken;
}

/// Takes an int32 size, and that many bytes. A view without data for a negative size.
std::string_view take_sized(std::string_view& from) {
    const std::int32_t size = load_int32(take(from, 4).data());
    return size < 0 ? std::string_view() : take(from, static_cast<std::size_t>(size));
}

void skip_header(std::string_view& from) {
    if (take(from, kSignature.size()) != kSignature) not_a_copy();
    take(from, 4);
    take_sized(from);
}

bool is_finite_double(std::string_view bytes) {
    return bytes.size() == 8 && std::isfinite(std::bit_cast<double>(load<std::uint64_t>(bytes.data())));
}

float array_element(std::string_view bytes) {
    if (bytes.size() == 4) return std::bit_cast<float>(load<std::uint32_t>(bytes.data()));
    if (bytes.size() != 8) return std::numeric_limits<float>::quiet_NaN();
    const auto value = std::bit_cast<double>(load<std::uint64_t>(bytes.data()));
    if (std::isnan(value) || std::abs(value) <= std::numeric_limits<float>::max()) return static_cast<float>(value);
    return std::copysign(std::numeric_limits<float>::infinity(), value > 0 ? 1.0F : -1.0F);
}

}  // namespace

void not_a_copy() {
    throw Error(ErrorKind::internal, "the server's answer is no binary COPY; please report this with its version");
}

void CopyFormat::parse(std::string_view message, std::vector<std::string_view>& fields) {
    fields.clear();
    if (!started_) skip_header(message);
    started_ = true;
    if (message.empty()) return;
    const std::int16_t count = load_int16(take(message, 2).data());
    for (std::int16_t k = 0; k < count; ++k)
        fields.push_back(take_sized(message));
}

bool read_vector(std::string_view bytes, std::size_t dimensions, float* row) {
    constexpr std::size_t kHeader = 4;
    if (bytes.size() != kHeader + 4 * dimensions) return false;
    load_floats(bytes.data() + kHeader, dimensions, row);
    return true;
}

bool read_array(std::string_view bytes, std::size_t dimensions, float* row, bool* beyond) {
    constexpr std::size_t kHeader = 20;
    if (bytes.size() < kHeader || load_int32(bytes.data()) != 1) return dimensions == 0;
    if (static_cast<std::size_t>(load_int32(bytes.data() + 12)) != dimensions) return false;
    bytes.remove_prefix(kHeader);
    bool too_large = false, broken = false;
    for (std::size_t k = 0; k < dimensions; ++k) {
        const auto element = take_sized(bytes);
        row[k] = array_element(element);
        if (std::isfinite(row[k])) continue;
        (is_finite_double(element) ? too_large : broken) = true;
    }
    if (beyond != nullptr) *beyond = too_large && !broken;
    return true;
}

}  // namespace asterism::store::postgres
