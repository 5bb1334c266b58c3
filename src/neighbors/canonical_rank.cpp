#include "neighbors/canonical_rank.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace asterism::neighbors {
namespace {

static_assert(std::endian::native == std::endian::little, "the canonical order is that of little-endian rows");

/// The first bytes of a row as a number that sorts as the bytes do; most comparisons end here, in the cache.
std::uint64_t leading_bytes(const float* row, std::size_t cols) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, row, std::min<std::size_t>(sizeof bytes, cols * sizeof(float)));
    return __builtin_bswap64(bytes);
}

struct Key {
    std::uint64_t leading;
    RowIndex row;
};

}  // namespace

CanonicalOrder canonical_order(MatrixView vectors, std::span<const std::uint32_t> id_rank) {
    std::vector<Key> keys(vectors.rows);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i] = {leading_bytes(vectors.row(i), vectors.cols), static_cast<RowIndex>(i)};
    }
    const auto id = [&](RowIndex row) { return id_rank.empty() ? row : id_rank[row]; };
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.leading != b.leading) return a.leading < b.leading;
        const int order = std::memcmp(vectors.row(a.row), vectors.row(b.row), vectors.cols * sizeof(float));
        return order != 0 ? order < 0 : id(a.row) < id(b.row);
    });
    CanonicalOrder order{std::vector<Rank>(keys.size()), std::vector<RowIndex>(keys.size())};
    for (std::size_t r = 0; r < keys.size(); ++r) {
        order.row[r] = keys[r].row;
        order.rank[keys[r].row] = static_cast<Rank>(r);
    }
    return order;
}

CanonicalOrder input_order(std::size_t n) {
    CanonicalOrder order{std::vector<Rank>(n), {}};
    std::iota(order.rank.begin(), order.rank.end(), Rank{0});
    order.row = order.rank;
    return order;
}

}  // namespace asterism::neighbors
