/// What hdbscan 0.8.40 says beyond labels, from the file that tests/oracle/make_extras_golden.py wrote.
#pragma once

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/matrix.hpp"

namespace asterism::testing {

struct GoldenCase {
    Matrix rows;
    ClusterOptions options;  ///< euclidean, ties=hdbscan, one thread
    std::vector<std::int32_t> labels;
    std::size_t clusters = 0;
    std::vector<double> soft;  ///< n x clusters
    double height = 0;
    std::vector<std::int32_t> at_height;
    double validity = 0;
    std::vector<double> validity_per_cluster;
    double validity_of_raw_distances = 0;
    double relative_validity = 0;
    std::vector<SpanningEdge> spanning_tree;  ///< of several minimum ones that which it looks at
    std::vector<double> centroids;            ///< clusters x d
    std::vector<RowIndex> medoids;
    Matrix queries;
    std::vector<std::int32_t> predicted;
};

template <class T>
std::vector<T> read_many(std::istream& stream, std::size_t count) {
    std::vector<T> values(count);
    for (T& value : values)
        stream >> value;
    return values;
}

inline Matrix read_rows(std::istream& stream, std::size_t n, std::size_t d) {
    Matrix rows(d, n);
    for (std::size_t i = 0; i < n; ++i) {
        float* row = rows.add_row();
        for (std::size_t k = 0; k < d; ++k) {
            stream >> row[k];
            row[k] /= 16;
        }
    }
    return rows;
}

inline GoldenCase read_case(std::istream& stream) {
    GoldenCase one;
    std::size_t n = 0;
    std::size_t d = 0;
    int min_samples = 0;
    stream >> n >> d >> one.options.min_cluster_size >> min_samples;
    one.options.min_samples = min_samples;
    one.options.metric = Metric::euclidean;
    one.options.ties = Ties::hdbscan;
    one.options.threads = 1;
    one.rows = read_rows(stream, n, d);
    one.labels = read_many<std::int32_t>(stream, n);
    stream >> one.clusters;
    one.soft = read_many<double>(stream, n * one.clusters);
    stream >> one.height;
    one.at_height = read_many<std::int32_t>(stream, n);
    stream >> one.validity;
    one.validity_per_cluster = read_many<double>(stream, one.clusters);
    stream >> one.validity_of_raw_distances >> one.relative_validity;
    one.spanning_tree.resize(n - 1);
    for (SpanningEdge& edge : one.spanning_tree)
        stream >> edge.a >> edge.b >> edge.weight;
    one.centroids = read_many<double>(stream, one.clusters * d);
    one.medoids = read_many<RowIndex>(stream, one.clusters);
    one.queries = read_rows(stream, n, d);
    one.predicted = read_many<std::int32_t>(stream, n);
    return one;
}

inline std::vector<GoldenCase> golden_cases() {
    std::ifstream stream(std::string(ASTERISM_GOLDEN) + "/extras_0840.txt");
    std::size_t count = 0;
    stream >> count;
    std::vector<GoldenCase> cases;
    for (std::size_t i = 0; i < count; ++i)
        cases.push_back(read_case(stream));
    if (!stream || cases.empty()) throw std::runtime_error("tests/extraction/golden/extras_0840.txt cannot be read");
    return cases;
}

}  // namespace asterism::testing
