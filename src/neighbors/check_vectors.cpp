#include "neighbors/check_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "asterism/error.hpp"
#include "base/threads.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kBlock = 256;  // rows of a task

void check_row(std::span<const float> row, std::size_t i, Metric metric, std::string_view what) {
    const auto name = [&] { return std::string(what) + ' ' + std::to_string(i); };
    if (!std::all_of(row.begin(), row.end(), [](float x) { return std::isfinite(x); }))
        throw Error(ErrorKind::data, name() + " has a value that is not finite");
    if (metric == Metric::cosine && std::all_of(row.begin(), row.end(), [](float x) { return x == 0; }))
        throw Error(ErrorKind::data, name() + " is a zero vector, which has no cosine distance");
}

}  // namespace

void check_rows(MatrixView vectors, Metric metric, std::string_view what, int threads) {
    parallel_for((vectors.rows + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t i = block * kBlock; i < std::min(vectors.rows, (block + 1) * kBlock); ++i)
            check_row(vectors[i], i, metric, what);
    });
}

}  // namespace asterism::neighbors
