/// How fast vectors come out of PostgreSQL and assignments go back: the real server, the code that every run uses.
///
///     ./scripts/with_postgres build/BUILD/benchmarks/store_postgres_benchmark [ROWS] [DIMENSIONS]
///
/// Random unit rows; the second publish changes one article in a hundred, as a nightly run does.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "base/resources.hpp"
#include "store/postgres/postgres_client.hpp"

namespace {

using namespace asterism;
using namespace asterism::store;

constexpr std::int32_t kClusters = 1000;

struct Computed {
    Assignments rows;
    std::vector<RunCluster> clusters;

    [[nodiscard]] RunResult result() const {
        return {.assignments = rows,
                .clusters = clusters,
                .article_count = static_cast<std::int64_t>(rows.size()),
                .metrics = "{}",
                .input_fingerprint = {}};
    }
};

Matrix random_rows(std::size_t rows, std::size_t cols) {
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    Matrix matrix(cols, rows);
    for (std::size_t i = 0; i < rows; ++i) {
        float* row = matrix.add_row();
        double norm = 0;
        for (std::size_t k = 0; k < cols; ++k) {
            row[k] = normal(random);
            norm += static_cast<double>(row[k]) * row[k];
        }
        for (std::size_t k = 0; k < cols; ++k)
            row[k] = static_cast<float>(row[k] / std::sqrt(norm));
    }
    return matrix;
}

Computed computed_run(std::size_t rows, const Matrix& vectors) {
    Computed run;
    for (std::size_t i = 0; i < rows; ++i) {
        run.rows.ids.push_back(static_cast<std::int64_t>(i + 1));
        run.rows.add(static_cast<std::int32_t>(i % kClusters), 0.5, 0.25, How::density);
    }
    for (std::int32_t label = 0; label < kClusters; ++label) {
        const auto row = vectors.view()[static_cast<std::size_t>(label)];
        run.clusters.push_back(
            {label, {row.begin(), row.end()}, static_cast<std::int64_t>(rows) / kClusters, 0.5, "{}"});
    }
    return run;
}

double seconds(const std::function<void()>& work) {
    const StageTimer timer;
    work();
    return timer.elapsed().wall_s;
}

void fill(ReaderDBClient& client, const ArticleIds& ids, const Matrix& vectors) {
    std::vector<Article> articles(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        articles[i].id = ids[i];
        articles[i].title = fmt::format("Article {} of a benchmark", i);
        articles[i].summary = std::string(200, 'x');
    }
    client.upsert_articles(articles);
    const double s = seconds([&] { client.upsert_embeddings(ids, vectors.view(), "random", {}); });
    fmt::print("write {} x {} vectors: {:.2f} s\n", vectors.rows(), vectors.cols(), s);
}

void publish(ReaderDBClient& client, const Computed& run, const char* what, bool keep) {
    const ClusterMatcher match = [&](const PublishedAssignments&) {
        std::vector<std::optional<ClusterId>> kept(run.clusters.size());
        for (std::size_t label = 0; keep && label < kept.size(); ++label)
            kept[label] = static_cast<ClusterId>(label) + 1;
        Lineage lineage{.kept = kept, .events = {}};
        for (std::int32_t label = 0; label < kClusters; ++label)
            lineage.events.push_back(
                {.event = keep ? Event::continued : Event::born, .cluster = {.label = label}, .other = std::nullopt});
        return lineage;
    };
    PublishReport report;
    const RunId id = client.begin_run({});
    const RunResult result = run.result();
    const double s = seconds([&] { report = client.publish(id, result, match); });
    fmt::print("publish, {}: {:.2f} s for {} assignments, {} articles written\n", what, s, run.rows.size(),
               report.articles_changed);
}

void batch(ReaderDBClient& client, const Computed& run) {
    std::vector<std::optional<ClusterId>> clusters;
    for (const auto label : run.rows.labels)
        clusters.emplace_back(label + 7);
    std::int64_t changed = 0;
    const double s = seconds([&] { changed = client.batch_update_article_clusters(run.rows.ids, clusters); });
    fmt::print("batch_update_article_clusters: {:.2f} s, {} articles written\n", s, changed);
}

}  // namespace

int main(int argc, char** argv) {
    const char* url = std::getenv("ASTERISM_TEST_POSTGRES");
    if (url == nullptr) {
        fmt::print(stderr, "run it under ./scripts/with_postgres\n");
        return 2;
    }
    const std::size_t rows = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100000;
    const std::size_t cols = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 384;
    PostgresOptions options;
    options.conninfo = url;
    const auto loader = open_postgres(options);
    const auto client = open_postgres(options);
    loader->initialize_tables({.dimensions = static_cast<int>(cols)});
    const Matrix vectors = random_rows(rows, cols);
    Computed run = computed_run(rows, vectors);
    fill(*loader, run.rows.ids, vectors);
    for (int round = 0; round < 3; ++round) {
        EmbeddingRows read;
        const double s = seconds([&] { read = client->get_all_embeddings({}); });
        const double megabytes = static_cast<double>(read.vectors.rows() * cols) * 4 / 1e6;
        fmt::print("read {} x {}: {:.2f} s, {:.0f} MB/s\n", read.vectors.rows(), cols, s, megabytes / s);
    }
    publish(*client, run, "first, all new", false);
    for (std::size_t i = 0; i < rows; i += 100)
        run.rows.labels[i] = -1;
    publish(*client, run, "one in a hundred changed", true);
    batch(*client, run);
    // The loader would now build the HNSW index over the embeddings, minutes of pgvector's work that say nothing about
    // ours. The server is thrown away anyway.
    std::fflush(nullptr);
    std::_Exit(0);
}
