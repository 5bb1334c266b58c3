/// One clustering of the vectors in an .npy file, measured inside the process; prints one line of JSON.
///
///     engine_benchmark VECTORS.npy [--min-cluster-size 10] [--min-samples 10] [--threads 0] [--metric cosine]
///         [--ties canonical] [--labels FILE.npy]
///
/// wall_s and cpu_s belong to the call of cluster() on vectors in memory. peak_mib is the largest resident set of the
/// whole process, the vectors and the reading of the file included, before any label is written. report is what the
/// engine says of its own stages and pairs.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "base/resources.hpp"
#include "base/threads.hpp"
#include "store/files/npy.hpp"

namespace {

using namespace asterism;
using nlohmann::json;

constexpr double kMiB = 1024.0 * 1024.0;

/// Every argument after the file is a name and its value.
std::map<std::string, std::string> named_values(int argc, char** argv) {
    std::map<std::string, std::string> values{{"--min-cluster-size", "10"}, {"--min-samples", "10"}, {"--threads", "0"},
                                              {"--metric", "cosine"},       {"--ties", "canonical"}, {"--labels", ""}};
    for (int i = 2; i < argc; i += 2) {
        const std::string name = argv[i];
        if (!values.contains(name) || i + 1 == argc) {
            throw Error(ErrorKind::usage, fmt::format("\"{}\" is no option or has no value; see the top of {}", name,
                                                      "benchmarks/engine_benchmark.cpp"));
        }
        values[name] = argv[i + 1];
    }
    return values;
}

/// The one of two names that was given, as true for the second.
bool is_second(const std::string& value, const std::string& first, const std::string& second) {
    if (value != first && value != second) {
        throw Error(ErrorKind::usage, fmt::format("\"{}\" is neither {} nor {}", value, first, second));
    }
    return value == second;
}

ClusterOptions cluster_options(const std::map<std::string, std::string>& values) {
    ClusterOptions options;
    options.min_cluster_size = std::stoi(values.at("--min-cluster-size"));
    options.min_samples = std::stoi(values.at("--min-samples"));
    options.threads = std::stoi(values.at("--threads"));
    if (is_second(values.at("--metric"), "cosine", "euclidean")) options.metric = Metric::euclidean;
    if (is_second(values.at("--ties"), "canonical", "hdbscan")) options.ties = Ties::hdbscan;
    return options;
}

/// VmHWM. getrusage would charge this process for the memory of the one that started it.
double peak_mib() {
    std::ifstream lines("/proc/self/status");
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

json counts(const PairCounts& pairs) {
    return {{"pairs", pairs.pairs}, {"survivors", pairs.survivors}, {"exact", pairs.exact}};
}

json in_json(const EngineReport& report) {
    json stages = json::array();
    for (const auto& stage : report.stages)
        stages.push_back({{"name", stage.name}, {"wall_s", stage.wall_s}, {"cpu_s", stage.cpu_s}});
    return {{"stages", stages},
            {"target", report.target},
            {"distinct_rows", report.distinct_rows},
            {"head_width", report.head_width},
            {"neighbors", counts(report.neighbors)},
            {"tree", counts(report.tree)},
            {"extras", report.extras}};
}

json measured(const Matrix& vectors, const ClusterOptions& options, const std::string& labels) {
    const StageTimer timer;
    const Clustering result = cluster(vectors.view(), options);
    const ResourceUse used = timer.elapsed();
    const double peak = peak_mib();
    if (!labels.empty()) store::write_npy(labels, std::span<const std::int32_t>(result.labels));
    return {{"wall_s", used.wall_s},
            {"cpu_s", used.cpu_s},
            {"peak_mib", peak},
            {"vectors_mib", static_cast<double>(vectors.rows() * vectors.cols() * sizeof(float)) / kMiB},
            {"rows", vectors.rows()},
            {"dimensions", vectors.cols()},
            {"threads", thread_count(options.threads)},
            {"report", in_json(result.report)}};
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) throw Error(ErrorKind::usage, "name the .npy file with the vectors");
    const auto values = named_values(argc, argv);
    const json line = measured(store::read_npy(argv[1]), cluster_options(values), values.at("--labels"));
    fmt::print("{}\n", line.dump());
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "engine_benchmark: {}\n", error.what());
    return 1;
}
