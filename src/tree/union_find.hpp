/// Disjoint sets with path halving and union by size.
///
/// Source: Tarjan, van Leeuwen, "Worst-Case Analysis of Set Union Algorithms", JACM 31(2), 1984.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace asterism::tree {

class UnionFind {
 public:
    explicit UnionFind(std::size_t n) : parent_(n), size_(n, 1) { std::iota(parent_.begin(), parent_.end(), 0U); }

    [[nodiscard]] std::uint32_t find(std::uint32_t x) {
        while (parent_[x] != x) {
            parent_[x] = parent_[parent_[x]];
            x = parent_[x];
        }
        return x;
    }
    /// Joins two different roots; returns (root that stays, root that went).
    std::pair<std::uint32_t, std::uint32_t> join(std::uint32_t a, std::uint32_t b) {
        if (size_[a] < size_[b]) std::swap(a, b);
        parent_[b] = a;
        size_[a] += size_[b];
        return {a, b};
    }
    /// Joins the sets of x and y; false when they are one already.
    bool unite(std::uint32_t x, std::uint32_t y) {
        const std::uint32_t a = find(x);
        const std::uint32_t b = find(y);
        if (a == b) return false;
        join(a, b);
        return true;
    }
    [[nodiscard]] std::uint32_t size(std::uint32_t root) const { return size_[root]; }

 private:
    std::vector<std::uint32_t> parent_;
    std::vector<std::uint32_t> size_;
};

}  // namespace asterism::tree
