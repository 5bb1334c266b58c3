/// The engine against brute force over every pair: neighbour lists, core distances, and the edges of the spanning tree.
///
/// brute_force FILE.f32 ROWS COLS METRIC COPIES M [M ...]
/// Raw little-endian float32 rows; each is given COPIES times (all rows once, then all again, ...). Lists of 16 and for
/// every M the core distances and the tree must equal, bit for bit, those of a full matrix of distances: sorted lines,
/// and Prim's algorithm in the order (weight, smaller rank, larger rank). The matrix holds distinct rows only: 8 bytes
/// times their number squared. Prints one line; exit status 1 when anything differs, 2 when called wrongly.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "asterism/cluster.hpp"
#include "base/threads.hpp"
#include "neighbors/certified/certified_index.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/nearest_neighbors.hpp"

namespace {

using namespace asterism;

/// (weight, smaller rank, larger rank)
using RankedEdge = std::tuple<double, std::uint32_t, std::uint32_t>;

struct Truth {
    explicit Truth(MatrixView vectors, Metric metric) : space(vectors, metric, thread_count(0)), rank(vectors.rows) {
        std::vector<RowIndex> order(vectors.rows);
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](RowIndex a, RowIndex b) {
            return std::memcmp(vectors.row(a), vectors.row(b), vectors.cols * sizeof(float)) < 0;
        });
        distinct_of.resize(order.size());
        for (std::uint32_t r = 0; r < order.size(); ++r) {
            rank[order[r]] = r;
            const bool copy = r > 0 && std::memcmp(vectors.row(order[r - 1]), vectors.row(order[r]),
                                                   vectors.cols * sizeof(float)) == 0;
            if (!copy) distinct.push_back(order[r]);
            distinct_of[order[r]] = static_cast<std::uint32_t>(distinct.size() - 1);
        }
        matrix.resize(distinct.size() * distinct.size());
        parallel_for(distinct.size(), thread_count(0), [&](std::size_t i, int) {
            space.distances({&distinct[i], 1}, distinct, &matrix[i * distinct.size()]);
            matrix[i * distinct.size() + i] = 0;
        });
    }

    [[nodiscard]] double distance(RowIndex a, RowIndex b) const {
        return matrix[distinct_of[a] * distinct.size() + distinct_of[b]];
    }

    /// The m-th nearest other row of each row, copies counted: its distinct rows in order, each as often as it is
    /// there.
    [[nodiscard]] std::vector<double> core_distances(std::size_t m) const {
        std::vector<std::size_t> copies(distinct.size(), 0);
        for (const std::uint32_t d : distinct_of)
            ++copies[d];
        std::vector<double> core_of_distinct(distinct.size());
        parallel_for(distinct.size(), thread_count(0), [&](std::size_t i, int) {
            std::vector<std::pair<double, std::size_t>> line;
            for (std::size_t j = 0; j < distinct.size(); ++j)
                line.emplace_back(matrix[i * distinct.size() + j], j == i ? copies[j] - 1 : copies[j]);
            const auto some = static_cast<std::ptrdiff_t>(std::min(line.size(), m + 1));
            std::partial_sort(line.begin(), line.begin() + some, line.end());
            std::size_t counted = 0;
            for (std::size_t at = 0; counted < m; ++at) {
                counted += line[at].second;
                core_of_distinct[i] = line[at].first;
            }
        });
        std::vector<double> core(rank.size());
        for (std::size_t i = 0; i < core.size(); ++i)
            core[i] = core_of_distinct[distinct_of[i]];
        return core;
    }

    /// Prim from row 0.
    [[nodiscard]] std::vector<RankedEdge> spanning_tree(const std::vector<double>& core) const {
        const std::size_t n = rank.size();
        constexpr auto kFar = std::numeric_limits<double>::infinity();
        std::vector<RankedEdge> best(n, RankedEdge{kFar, 0, 0});
        std::vector<RowIndex> outside(n - 1);
        std::iota(outside.begin(), outside.end(), 1U);
        std::vector<RankedEdge> tree;
        RowIndex current = 0;
        while (!outside.empty()) {
            std::size_t at = 0;
            for (std::size_t o = 0; o < outside.size(); ++o) {
                const RowIndex j = outside[o];
                const double weight = std::max({core[current], core[j], distance(current, j)});
                if (weight <= std::get<0>(best[j])) {
                    best[j] =
                        std::min(best[j], {weight, std::min(rank[current], rank[j]), std::max(rank[current], rank[j])});
                }
                if (best[j] < best[outside[at]]) at = o;
            }
            current = outside[at];
            tree.push_back(best[current]);
            outside[at] = outside.back();
            outside.pop_back();
        }
        std::sort(tree.begin(), tree.end());
        return tree;
    }

    neighbors::MetricSpace space;
    std::vector<std::uint32_t> rank;         ///< by row
    std::vector<RowIndex> distinct;          ///< the first row of each group of equal rows
    std::vector<std::uint32_t> distinct_of;  ///< by row: its group
    std::vector<double> matrix;
};

std::size_t wrong_lists(const Truth& truth, std::size_t k, int threads) {
    Observer observer;
    const neighbors::certified::CertifiedIndex index(truth.space, truth.distinct, k, threads, observer);
    const auto lists = neighbors::nearest_neighbors(index, truth.rank, k, threads, observer);
    std::vector<std::size_t> wrong(truth.distinct.size(), 0);
    parallel_for(wrong.size(), threads, [&](std::size_t i, int) {
        std::vector<std::pair<double, std::uint32_t>> line;  // distinct rows are in rank order
        for (std::uint32_t j = 0; j < wrong.size(); ++j) {
            if (j != i) line.emplace_back(truth.matrix[i * wrong.size() + j], j);
        }
        std::partial_sort(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(k), line.end());
        const RowIndex row = truth.distinct[i];
        for (std::size_t e = 0; e < k; ++e) {
            if (lists.distances_of(row)[e] != line[e].first || lists.rows_of(row)[e] != truth.distinct[line[e].second])
                wrong[i] = 1;
        }
    });
    return std::accumulate(wrong.begin(), wrong.end(), std::size_t{0});
}

std::size_t wrong_edges(const Clustering& found, const Truth& truth, const std::vector<RankedEdge>& expected) {
    std::size_t wrong = found.spanning_tree.size() == expected.size() ? 0 : 1;
    for (std::size_t e = 0; e < std::min(expected.size(), found.spanning_tree.size()); ++e) {
        const SpanningEdge& edge = found.spanning_tree[e];
        const std::uint32_t a = truth.rank[edge.a];
        const std::uint32_t b = truth.rank[edge.b];
        if (RankedEdge{edge.weight, std::min(a, b), std::max(a, b)} != expected[e]) ++wrong;
    }
    return wrong;
}

Matrix read_rows(const char* path, std::size_t rows, std::size_t cols, std::size_t copies) {
    Matrix matrix(cols, rows * copies);
    std::vector<float> values(rows * cols);
    std::ifstream input(path, std::ios::binary);
    if (!input.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * 4)))
        throw std::runtime_error(std::string("cannot read ") + path);
    for (std::size_t i = 0; i < rows * copies; ++i)
        std::copy_n(&values[i % rows * cols], cols, matrix.add_row());
    return matrix;
}

int run(char** arguments, int count) {
    const Matrix matrix =
        read_rows(arguments[1], std::stoul(arguments[2]), std::stoul(arguments[3]), std::stoul(arguments[5]));
    const Metric metric = std::string(arguments[4]) == "euclidean" ? Metric::euclidean : Metric::cosine;
    const int threads = thread_count(0);
    const Truth truth(matrix.view(), metric);
    const std::size_t k = std::min<std::size_t>(16, truth.distinct.size() - 1);
    std::size_t wrong = wrong_lists(truth, k, threads);
    std::cout << matrix.rows() << " rows, " << truth.distinct.size() << " distinct, " << arguments[4] << ": " << wrong
              << " wrong lists";
    for (int a = 6; a < count; ++a) {
        const int m = std::stoi(arguments[a]);
        const auto core = truth.core_distances(static_cast<std::size_t>(m));
        ClusterOptions options;
        options.min_samples = m;
        options.metric = metric;
        const Clustering found = cluster(matrix.view(), options);
        std::size_t wrong_cores = 0;
        for (std::size_t i = 0; i < core.size(); ++i)
            wrong_cores += core[i] == found.prediction.core_distances[i] ? 0 : 1;
        const std::size_t edges = wrong_edges(found, truth, truth.spanning_tree(core));
        std::cout << "; m = " << m << ": " << wrong_cores << " wrong core distances, " << edges << " wrong edges"
                  << std::flush;
        wrong += wrong_cores + edges;
    }
    std::cout << '\n';
    return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) try {
    if (count >= 7) return run(arguments, count);
    std::cerr << "brute_force FILE.f32 ROWS COLS cosine|euclidean COPIES M [M ...]\n";
    return 2;
} catch (const std::exception& failure) {
    std::cerr << "brute_force: " << failure.what() << '\n';
    return 2;
}
