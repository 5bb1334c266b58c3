#include "tree/certificate_sample.hpp"

#include <algorithm>
#include <random>

namespace asterism::tree {
namespace {

constexpr std::size_t kFewRows = 64;     // a side of at most so many rows is looked at whole
constexpr std::size_t kOfLargeSide = 8;  // rows of a larger one

/// The groups that the edge at a gap of the line joined: all places around it that smaller edges connect.
class Sides {
 public:
    Sides(const PathMaximum& paths, std::span<const Edge> tree) : paths_(paths), first_edge_(tree.data()) {}

    /// Adds the smaller side of the gap after `place`; true when it is there as a whole.
    bool add_smaller(std::uint32_t place, std::vector<std::uint32_t>& places) const {
        const auto edge = edge_after(place);
        const auto count = static_cast<std::uint32_t>(paths_.line().size());
        std::uint32_t first = place;
        std::uint32_t end = place + 2;
        for (std::size_t rows = 1; rows <= kFewRows; ++rows) {
            const bool left_ends = first == 0 || edge_after(first - 1) > edge;
            const bool right_ends = end == count || edge_after(end - 1) > edge;
            if (left_ends || right_ends) {
                for (std::uint32_t p = left_ends ? first : place + 1; p < (left_ends ? place + 1 : end); ++p)
                    places.push_back(p);
                return true;
            }
            --first;
            ++end;
        }
        for (std::uint32_t k = 0; k < kOfLargeSide; ++k)
            places.push_back(place - k * static_cast<std::uint32_t>(kFewRows / kOfLargeSide));
        return false;
    }

 private:
    /// Number of the edge between a place and the next one.
    [[nodiscard]] std::ptrdiff_t edge_after(std::uint32_t place) const {
        return &paths_.between(paths_.line()[place], paths_.line()[place + 1]) - first_edge_;
    }

    const PathMaximum& paths_;
    const Edge* first_edge_;
};

}  // namespace

CertificateSample sample_rows(const PathMaximum& paths, std::span<const Edge> tree, std::size_t rows) {
    const std::size_t n = paths.line().size();
    std::mt19937_64 random(n);
    CertificateSample sample;
    while (sample.places.size() < rows / 2)
        sample.places.push_back(static_cast<std::uint32_t>(random() % n));
    const Sides sides(paths, tree);
    while (sample.places.size() < rows) {
        if (sides.add_smaller(static_cast<std::uint32_t>(random() % (n - 1)), sample.places)) ++sample.cuts;
    }
    std::sort(sample.places.begin(), sample.places.end());
    sample.places.erase(std::unique(sample.places.begin(), sample.places.end()), sample.places.end());
    return sample;
}

}  // namespace asterism::tree
