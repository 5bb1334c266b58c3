/// Runs asterism::cluster on cases and prints every field of the result in full, for oracles in another language.
///
/// engine_dump
///     Reads JSONL from stdin, {"name", "rows": [[...]], "options": {...}}; writes one JSON object a line to stdout.
///     Doubles have 17 digits; Infinity and NaN are written so, as Python reads them.
/// engine_dump FILE.f32 ROWS COLS OPTIONS_JSON OUT_PREFIX
///     Reads raw little-endian float32 rows; writes OUT_PREFIX.json, the same object.
///
/// A result that is an exception is {"name", "error", "exit_code"}. Exit status 2 when called wrongly.
#include <cmath>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
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

void write(std::ostream& out, double value) {
    if (std::isnan(value))
        out << "NaN";
    else if (std::isinf(value))
        out << (value > 0 ? "Infinity" : "-Infinity");
    else
        out << value;  // 17 digits, set in main and run_file
}

template <class Integer>
void write(std::ostream& out, Integer value) {
    out << value;
}

void write(std::ostream& out, const asterism::SpanningEdge& edge) {
    out << '[' << edge.a << ',' << edge.b << ',';
    write(out, edge.weight);
    out << ']';
}

void write(std::ostream& out, const asterism::CondensedRow& row) {
    out << '[' << row.parent << ',' << row.child << ',';
    write(out, row.lambda);
    out << ',' << row.size << ']';
}

template <class Value>
void write(std::ostream& out, const std::vector<Value>& values) {
    out << '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) out << ',';
        write(out, values[i]);
    }
    out << ']';
}

template <class Value>
void member(std::ostream& out, const char* name, const Value& value) {
    out << ",\"" << name << "\":";
    write(out, value);
}

void write_fields(std::ostream& out, const Clustering& result) {
    member(out, "labels", result.labels);
    member(out, "probabilities", result.probabilities);
    member(out, "outlier_scores", result.outlier_scores);
    member(out, "persistence", result.persistence);
    member(out, "spanning_tree", result.spanning_tree);
    member(out, "tree", result.condensed_tree.rows);
    member(out, "points", result.condensed_tree.points);
    member(out, "clusters", result.condensed_tree.clusters);
    member(out, "core_distances", result.prediction.core_distances);
    member(out, "selected", result.prediction.selected_clusters);
    member(out, "max_lambdas", result.prediction.max_lambdas);
    member(out, "exemplars", result.prediction.exemplars);
    member(out, "min_samples", result.min_samples);
}

/// The result, or the exception, as one JSON object.
void run(std::ostream& out, const std::string& name, asterism::MatrixView rows, const json& options) {
    out << "{\"name\":" << json(name).dump();
    try {
        write_fields(out, asterism::cluster(rows, read_options(options)));
    } catch (const asterism::Error& error) {
        out << ",\"error\":" << json(error.what()).dump();
        member(out, "exit_code", error.exit_code());
    }
    out << "}\n";
}

void run_case(const std::string& input) {
    const json given = json::parse(input);
    std::vector<float> values;
    for (const auto& row : given["rows"])
        for (const auto& value : row)
            values.push_back(value.get<float>());
    const std::size_t rows = given["rows"].size();
    const asterism::MatrixView view{values.data(), rows, rows == 0 ? 0 : values.size() / rows};
    run(std::cout, given["name"].get<std::string>(), view, given["options"]);
}

void run_file(char** arguments) {
    const std::size_t rows = std::stoull(arguments[2]), cols = std::stoull(arguments[3]);
    std::vector<float> values(rows * cols);
    std::ifstream input(arguments[1], std::ios::binary);
    input.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
    if (!input) throw std::runtime_error("the file is shorter than its rows and columns");
    std::string target = arguments[5];
    target += ".json";
    std::ofstream output(target);
    output << std::setprecision(17);
    run(output, arguments[1], {values.data(), rows, cols}, json::parse(arguments[4]));
}

}  // namespace

int main(int count, char** arguments) try {
    std::cout << std::setprecision(17);
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
