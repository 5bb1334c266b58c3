/// Runs the topics' doors on a file of vectors and writes every array of the results, for oracles and benchmarks.
///
/// topics_dump VECTORS.f32 ROWS COLS OPTIONS_JSON OUT_PREFIX
///     raw little-endian float32 rows. OPTIONS_JSON: {"metric", "threads", "resolution", "about", "certainty",
///     "min_cluster_size", "start": FILE, "layers"} for topics (all optional; none of the first two: auto);
///     "hdbscan": {"min_cluster_size", "min_samples"} instead clusters, adds density layers and attaches by
///     {"floor", "max_noise"}; "labels": FILE attaches to these instead;
///     "place": {"vectors": FILE, "rows": N} places further rows into the result; "graph": true writes the graph;
///     "verify": true.
/// Writes OUT_PREFIX.json (figures) and one raw array a file: OUT_PREFIX.NAME, int32 labels and float64 numbers.
/// Exit status 2 when called wrongly, 1 with the message for an error.
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/graph.hpp"
#include "asterism/topics.hpp"
#include "base/resources.hpp"

namespace {

using nlohmann::json;

template <class T>
std::vector<T> read(const std::string& path, std::size_t count) {
    std::vector<T> values(count);
    std::ifstream input(path, std::ios::binary);
    input.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(T)));
    if (!input) throw std::runtime_error('"' + path + "\" is shorter than its rows");
    return values;
}

class Dump {
 public:
    Dump(json options, std::string prefix) : options_(std::move(options)), prefix_(std::move(prefix)) {
        threads_ = options_.value("threads", 0);
        if (options_.value("metric", "cosine") == "euclidean") metric_ = asterism::Metric::euclidean;
        verify_ = options_.value("verify", false);
    }

    void run(const std::string& path, std::size_t rows, std::size_t cols) {
        vectors_ = read<float>(path, rows * cols);
        view_ = {vectors_.data(), rows, cols};
        rows_ = asterism::prepare(view_, metric_, {}, threads_);
        if (options_.contains("hdbscan")) cluster();
        make_graph();
        if (options_.contains("hdbscan") || options_.contains("labels"))
            attach();
        else
            find();
        if (options_.contains("place")) place(options_["place"]);
        figures_["peak_bytes"] = asterism::resource_use().peak_bytes;
        std::ofstream(prefix_ + ".json") << figures_.dump() << '\n';
    }

 private:
    template <class T>
    void write(const char* name, const std::vector<T>& values) const {
        std::ofstream out(prefix_ + '.' + name, std::ios::binary);
        out.write(reinterpret_cast<const char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(T)));
    }

    void add_stages(const asterism::EngineReport& report) {
        for (const auto& stage : report.stages)
            figures_["stages"].push_back({stage.name, stage.wall_s, stage.cpu_s});
    }
    void note(const asterism::Verification& verification) {
        figures_["violations"] = figures_.value("violations", std::uint64_t{0}) + verification.violations;
        for (const auto& finding : verification.findings)
            figures_["findings"].push_back(finding);
    }

    void make_graph() {
        const asterism::StageTimer timer;
        const auto lists = asterism::find_neighbors(rows_, asterism::kGraphNeighbors, threads_);
        graph_ = asterism::neighbor_graph(rows_, lists, threads_);
        figures_["graph_s"] = timer.elapsed().wall_s;
        add_stages(graph_.report);
        figures_["nodes"] = graph_.copies.size();
        if (options_.value("graph", false)) write_graph();
        if (verify_) note(asterism::verify_graph(rows_, lists, graph_, threads_));
    }

    void write_graph() const {
        write("first", graph_.edges.first);
        write("neighbor", graph_.edges.neighbor);
        write("weight", graph_.edges.weight);
        write("loop", graph_.edges.loop);
        write("node_of_row", graph_.node_of_row);
        write("copies", graph_.copies);
    }

    void cluster() {
        const json& given = options_["hdbscan"];
        asterism::ClusterOptions options;
        options.threads = threads_;
        options.min_cluster_size = given.value("min_cluster_size", 10);
        if (given.contains("min_samples")) options.min_samples = given["min_samples"].get<int>();
        const asterism::StageTimer timer;
        const auto hierarchy = asterism::build_hierarchy(rows_, options);
        const auto clustering = asterism::cut(hierarchy, options);
        figures_["hdbscan_s"] = timer.elapsed().wall_s;
        figures_["hdbscan_cpu_s"] = timer.elapsed().cpu_s;
        labels_ = clustering.labels;
        write("plain", labels_);
        write_layers(asterism::density_layers(hierarchy, clustering, options));
    }

    void write_layers(const asterism::Layers& layers) {
        write("stories", layers.stories);
        write("story_parents", layers.story_parents);
        write("themes", layers.themes);
        figures_["stories"] = layers.story_count();
        figures_["themes"] = layers.theme_count();
    }

    void attach() {
        if (options_.contains("labels")) labels_ = read<std::int32_t>(options_["labels"], view_.rows);
        asterism::AttachOptions options;
        options.threads = threads_;
        options.floor = options_.value("floor", options.floor);
        if (options_.contains("max_noise")) options.max_noise = options_["max_noise"].get<double>();
        const asterism::StageTimer timer;
        const auto attachment = asterism::attach(graph_, labels_, options);
        figures_["attach_s"] = timer.elapsed().wall_s;
        figures_["attach_cpu_s"] = timer.elapsed().cpu_s;
        labels_ = start_labels_ = attachment.labels;
        for (std::size_t row = 0; row < labels_.size(); ++row)
            certainties_.push_back(labels_[row] >= 0 ? attachment.claims[row] : 0.0);
        write("labels", attachment.labels);
        write("claims", attachment.claims);
    }

    void find() {
        asterism::TopicOptions options;
        options.threads = threads_;
        if (options_.contains("resolution") && options_["resolution"].is_number())
            options.resolution = options_["resolution"].get<double>();
        if (options_.contains("about")) options.about = options_["about"].get<int>();
        options.certainty = options_.value("certainty", options.certainty);
        options.min_cluster_size = options_.value("min_cluster_size", options.min_cluster_size);
        options.layers = options_.value("layers", true);
        std::vector<std::int32_t> start;
        if (options_.contains("start")) start = read<std::int32_t>(options_["start"], view_.rows);
        options.start = start;
        const asterism::StageTimer timer;
        const auto topics = asterism::find_topics(graph_, options);
        figures_["topics_s"] = timer.elapsed().wall_s;
        figures_["topics_cpu_s"] = timer.elapsed().cpu_s;
        add_stages(topics.report);
        figures_["resolution"] = topics.resolution;
        figures_["quality"] = topics.quality;
        figures_["topics"] = topics.topic_count();
        labels_ = topics.labels;
        start_labels_ = topics.start_labels;
        for (const double score : topics.outlier_scores)
            certainties_.push_back(1 - score);
        write("labels", labels_);
        write("start", start_labels_);
        write("certainty", certainties_);
        write("persistence", topics.persistence);
        write_layers(topics.layers);
        if (verify_) note(asterism::verify_topics(graph_, topics, options));
    }

    void place(const json& given) {
        const auto rows = given["rows"].get<std::size_t>();
        const auto vectors = read<float>(given["vectors"], rows * view_.cols);
        const asterism::RunPlaces run{labels_, start_labels_, certainties_};
        const asterism::PlaceOptions options{options_.value("certainty", 0.5), threads_};
        const asterism::StageTimer timer;
        const asterism::NeighborSearch search(rows_, asterism::kGraphNeighbors, threads_);
        const auto placement = asterism::place(search, run, {vectors.data(), rows, view_.cols}, options);
        figures_["place_s"] = timer.elapsed().wall_s;
        figures_["place_cpu_s"] = timer.elapsed().cpu_s;
        write("placed", placement.labels);
        write("placed_start", placement.start_labels);
        write("placed_claims", placement.claims);
    }

    json options_;
    std::string prefix_;
    json figures_;
    asterism::Metric metric_ = asterism::Metric::cosine;
    int threads_ = 0;
    asterism::PreparedRows rows_;
    bool verify_ = false;
    std::vector<float> vectors_;
    asterism::MatrixView view_;
    asterism::NeighborGraph graph_;
    std::vector<std::int32_t> labels_;
    std::vector<std::int32_t> start_labels_;
    std::vector<double> certainties_;
};

}  // namespace

int main(int count, char** arguments) try {
    if (count != 6) {
        std::cerr << "topics_dump VECTORS.f32 ROWS COLS OPTIONS_JSON OUT_PREFIX\n";
        return 2;
    }
    asterism::return_large_blocks();
    Dump dump(json::parse(arguments[4]), arguments[5]);
    dump.run(arguments[1], std::stoull(arguments[2]), std::stoull(arguments[3]));
    return 0;
} catch (const std::exception& failure) {
    std::cerr << "topics_dump: " << failure.what() << '\n';
    return 1;
}
