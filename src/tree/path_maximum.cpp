#include "tree/path_maximum.hpp"

#include <limits>
#include <numeric>

#include "tree/union_find.hpp"

namespace asterism::tree {

PathMaximum::PathMaximum(std::size_t n, std::span<const Edge> tree) : tree_(tree), line_(n), place_(n) {
    constexpr auto kEnd = std::numeric_limits<Point>::max();
    UnionFind sets(n);
    std::vector<Point> head(n);
    std::vector<Point> tail(n);
    std::vector<Point> next(n, kEnd);
    std::vector<std::uint32_t> gap_after(n, 0);
    std::iota(head.begin(), head.end(), Point{0});
    std::iota(tail.begin(), tail.end(), Point{0});
    for (std::uint32_t e = 0; e < tree.size(); ++e) {
        const auto [stays, goes] = sets.join(sets.find(tree[e].lo), sets.find(tree[e].hi));
        next[tail[stays]] = head[goes];
        gap_after[tail[stays]] = e;
        tail[stays] = tail[goes];
    }
    std::vector<std::uint32_t> gaps;
    std::uint32_t place = 0;
    for (Point p = n > 0 ? head[sets.find(0)] : kEnd; p != kEnd; p = next[p]) {
        line_[place] = p;
        place_[p] = place++;
        if (next[p] != kEnd) gaps.push_back(gap_after[p]);
    }
    levels_.push_back(std::move(gaps));
    for (std::size_t width = 2; width < n; width *= 2) {
        const auto& below = levels_.back();
        std::vector<std::uint32_t> level(n - width);
        for (std::size_t i = 0; i < level.size(); ++i)
            level[i] = std::max(below[i], below[i + width / 2]);
        levels_.push_back(std::move(level));
    }
}

std::pair<std::uint32_t, std::uint32_t> PathMaximum::interval_below(Point p, double weight) const {
    const auto first_heavy = std::lower_bound(tree_.begin(), tree_.end(), weight,
                                              [](const Edge& edge, double w) { return edge.weight < w; });
    const auto limit = static_cast<std::uint32_t>(first_heavy - tree_.begin());
    std::uint32_t last = place_[p];
    std::uint32_t first = last;
    for (std::size_t l = levels_.size(); l-- > 0;) {
        const auto& gaps = levels_[l];
        if (last < gaps.size() && gaps[last] < limit) last += 1U << l;
        if (first >= (1U << l) && first - (1U << l) < gaps.size() && gaps[first - (1U << l)] < limit) first -= 1U << l;
    }
    return {first, last};
}

}  // namespace asterism::tree
