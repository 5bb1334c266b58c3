/// The nodes of each group of a partition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asterism::graph {

class Members {
 public:
    /// `group`: per node, 0 .. groups - 1.
    Members(std::span<const std::uint32_t> group, std::uint32_t groups)
        : first_(std::size_t{groups} + 1, 0), nodes_(group.size()) {
        for (const std::uint32_t g : group)
            ++first_[g + 1];
        for (std::size_t g = 0; g < groups; ++g)
            first_[g + 1] += first_[g];
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t v = 0; v < group.size(); ++v)
            nodes_[next[group[v]]++] = v;
    }

    [[nodiscard]] std::size_t groups() const { return first_.size() - 1; }
    /// Ascending.
    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t group) const {
        return std::span(nodes_).subspan(first_[group], first_[group + 1] - first_[group]);
    }
    /// Per node its position among the members of its group.
    [[nodiscard]] std::vector<std::uint32_t> places() const {
        std::vector<std::uint32_t> places(nodes_.size());
        for (std::size_t g = 0; g < groups(); ++g) {
            for (std::uint32_t i = first_[g]; i < first_[g + 1]; ++i)
                places[nodes_[i]] = i - first_[g];
        }
        return places;
    }

 private:
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> nodes_;
};

}  // namespace asterism::graph
