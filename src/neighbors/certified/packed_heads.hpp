/// The heads of some rows packed as columns, in the shape that the integer kernels read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/untouched.hpp"
#include "neighbors/certified/quantized_heads.hpp"
#include "simd/int8_rows.hpp"

namespace asterism::neighbors::certified {

/// 0, 1, ..., size - 1.
[[nodiscard]] std::vector<std::uint32_t> all_places(std::size_t size);

/// Column c of block b is the head at places[64 b + c]; columns past the last one reach no threshold.
/// Memory: h + 8 bytes a column. Thread safety: read-only.
class PackedHeads {
 public:
    static constexpr std::size_t kColumns = simd::kPackedColumns;

    /// The heads must outlive this.
    PackedHeads(const QuantizedHeads& heads, std::vector<std::uint32_t> places, int threads);

    [[nodiscard]] const QuantizedHeads& heads() const { return heads_; }
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    [[nodiscard]] std::span<const std::uint32_t> places() const { return places_; }
    /// `thresholds`: one for each of its columns; none where only sums are asked for.
    [[nodiscard]] simd::PackedBlock block(std::size_t number, const std::int32_t* thresholds) const;

 private:
    struct alignas(64) Line {
        std::uint8_t bytes[64];
    };

    [[nodiscard]] std::size_t block_lines() const { return heads_.groups() * kColumns * 4 / sizeof(Line); }
    void pack_block(std::size_t block);
    void pack_column(std::size_t place, std::uint8_t* to) const;

    const QuantizedHeads& heads_;
    std::vector<std::uint32_t> places_;
    UntouchedVector<Line> lines_;
    std::vector<std::int32_t> start_;  ///< per column
};

}  // namespace asterism::neighbors::certified
