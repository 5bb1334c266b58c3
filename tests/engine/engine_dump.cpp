/// Runs asterism::cluster on cases and prints every field of the result in full, for oracles in another language.
///
/// engine_dump                      JSONL on stdin {"name", "rows": [[...]], "options": {...}}, one JSON object a line
/// on
///                                  stdout. Doubles have 17 digits; Infinity and NaN are written so, as Python reads
///                                  them.
/// engine_dump FILE.f32 ROWS COLS OPTIONS_JSON OUT_PREFIX
///                                  raw little-endian float32 rows; writes OUT_PREFIX.json, the same object.
/// A result that is an exception is {"name", "error", "exit_code"}. Exit status 2 when called wrongly.
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"

namespace {

using asterism::Clustering;
using asterism::ClusterOptions;
using nlohmann::json;

ClusterOptions read_options(const json& given) {
    ClusterOptions options;
    options.min_cluster_size = given.value("min_cluster_size", options.min_cluster_size);
    if (given.contains("min_samples") && !given["min_samples"].is_null())
        options.min_samples = given["min_samples"].get<int>();
    if (given.value("method", "eom") == "leaf") options.method = asterism::SelectionMethod::leaf;
    options.cluster_selection_epsilon = given.value("cluster_selection_epsilon", 0.0);
    options.max_cluster_size = given.value("max_cluster_size", options.max_cluster_size);
    options.allow_single_cluster = given.value("allow_single_cluster", false);
    options.alpha = given.value("alpha", 1.0);
    if (given.value("metric", "cosine") == "euclidean") options.metric = asterism::Metric::euclidean;
    if (given.value("ties", "canonical") == "hdbscan") options.ties = asterism::Ties::hdbscan;
    options.threads = given.value("threads", 0);
    return options;
}

std::string text(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.17g", value);
    return digits;
}

template <class Number>
std::string text(Number value) {
    return std::to_string(value);
}

std::string text(const asterism::SpanningEdge& edge) {
    return '[' + text(edge.a) + ',' + text(edge.b) + ',' + text(edge.weight) + ']';
}

std::string text(const asterism::CondensedRow& row) {
    return '[' + text(row.parent) + ',' + text(row.child) + ',' + text(row.lambda) + ',' + text(row.size) + ']';
}

template <class Value>
std::string text(const std::vector<Value>& values) {
    std::string list = "[";
    for (const auto& value : values)
        list += (list.size() > 1 ? "," : "") + text(value);
    return list + ']';
}

std::string member(const char* name, const std::string& value) {
    return ",\"" + std::string(name) + "\":" + value;
}

std::string text(const Clustering& result) {
    return member("labels", text(result.labels)) + member("probabilities", text(result.probabilities)) +
           member("outlier_scores", text(result.outlier_scores)) + member("persistence", text(result.persistence)) +
           member("spanning_tree", text(result.spanning_tree)) + member("tree", text(result.condensed_tree.rows)) +
           member("points", text(result.condensed_tree.points)) +
           member("clusters", text(result.condensed_tree.clusters)) +
           member("core_distances", text(result.prediction.core_distances)) +
           member("selected", text(result.prediction.selected_clusters)) +
           member("max_lambdas", text(result.prediction.max_lambdas)) +
           member("exemplars", text(result.prediction.exemplars)) + member("min_samples", text(result.min_samples));
}

/// The result, or the exception, as one JSON object.
std::string run(const std::string& name, asterism::MatrixView rows, const json& options) {
    std::string line = "{\"name\":" + json(name).dump();
    try {
        line += text(asterism::cluster(rows, read_options(options)));
    } catch (const asterism::Error& error) {
        line += member("error", json(error.what()).dump()) + member("exit_code", text(error.exit_code()));
    }
    return line + "}\n";
}

void run_case(const std::string& input) {
    const json given = json::parse(input);
    std::vector<float> values;
    for (const auto& row : given["rows"])
        for (const auto& value : row)
            values.push_back(value.get<float>());
    const std::size_t rows = given["rows"].size();
    const asterism::MatrixView view{values.data(), rows, rows == 0 ? 0 : values.size() / rows};
    std::cout << run(given["name"], view, given["options"]);
}

void run_file(char** arguments) {
    const std::size_t rows = std::stoull(arguments[2]), cols = std::stoull(arguments[3]);
    std::vector<float> values(rows * cols);
    std::ifstream input(arguments[1], std::ios::binary);
    input.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
    if (!input) throw std::runtime_error("\"" + std::string(arguments[1]) + "\" is shorter than its rows and columns");
    std::ofstream output(std::string(arguments[5]) + ".json");
    output << run(arguments[1], {values.data(), rows, cols}, json::parse(arguments[4]));
}

}  // namespace

int main(int count, char** arguments) try {
    if (count == 6) {
        run_file(arguments);
        return 0;
    }
    if (count != 1) {
        std::cerr << "engine_dump < CASES.jsonl, or engine_dump FILE.f32 ROWS COLS OPTIONS_JSON OUT_PREFIX\n";
        return 2;
    }
    for (std::string line; std::getline(std::cin, line);)
        if (!line.empty()) run_case(line);
    return 0;
} catch (const std::exception& failure) {
    std::cerr << "engine_dump: " << failure.what() << '\n';
    return 1;
}
