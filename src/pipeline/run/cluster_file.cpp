#include "pipeline/run/cluster_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "pipeline/run/cluster_rows.hpp"
#include "pipeline/run/preflight.hpp"
#include "store/files/npy.hpp"
#include "store/usable_row.hpp"

namespace asterism::pipeline {
namespace {

struct UsableRows {
    Matrix vectors;
    std::vector<RowIndex> rows;  ///< where each stood in the file
    std::vector<store::UnusableRow> rejected;
    Forecast forecast;
};

/// Moves the usable rows together, in place.
void close_gaps(UsableRows& usable) {
    Matrix& vectors = usable.vectors;
    const std::size_t cols = vectors.cols();
    auto rejected = usable.rejected.begin();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < vectors.rows(); ++i) {
        if (rejected != usable.rejected.end() && rejected->row == i) {
            ++rejected;
            continue;
        }
        if (kept != i) std::copy_n(vectors.row(i), cols, vectors.row(kept));
        usable.rows.push_back(static_cast<RowIndex>(i));
        ++kept;
    }
    while (vectors.rows() > kept)
        vectors.drop_last_row();
}

std::string name_rejected(std::span<const store::UnusableRow> rejected) {
    std::string text;
    for (const auto& row : rejected.first(std::min<std::size_t>(5, rejected.size()))) {
        text += fmt::format("{}row {} ({})", text.empty() ? "" : ", ", row.row, to_string(row.reason));
    }
    return text + (rejected.size() > 5 ? ", ..." : "");
}

UsableRows read(const std::string& path, const FileSettings& settings, Observer* observer) {
    const store::NpyHeader header = store::read_npy_header(path);
    UsableRows usable;
    usable.forecast =
        preflight(header.rows, header.cols, settings.engine, settings.verified, observer, settings.algorithm);
    std::vector<RowIndex> beyond_float32;
    usable.vectors = store::read_npy(path, observer, &beyond_float32);
    usable.rejected = store::unusable_rows(usable.vectors.view(), settings.engine.metric == Metric::cosine);
    for (auto& row : usable.rejected) {
        if (std::ranges::binary_search(beyond_float32, row.row)) row.reason = store::Rejection::beyond_float32;
    }
    const std::string named = name_rejected(usable.rejected);
    if (settings.strict && !usable.rejected.empty()) {
        throw Error(ErrorKind::data, fmt::format("{} rows of \"{}\" cannot be used and --strict is set: {}",
                                                 usable.rejected.size(), path, named));
    }
    close_gaps(usable);
    if (usable.rows.empty()) {
        throw Error(ErrorKind::data,
                    fmt::format("\"{}\" has no usable row{}{}", path, named.empty() ? "" : ": ", named));
    }
    if (!usable.rejected.empty()) log_warning("{} rows are left out: {}", usable.rejected.size(), named);
    log_info("read {} vectors of {} dimensions", usable.rows.size(), usable.vectors.cols());
    return usable;
}

FileClustering by_file_row(const UsableRows& usable, RowClusters&& clusters) {
    FileClustering found;
    const std::size_t total = usable.rows.size() + usable.rejected.size();
    found.labels.assign(total, -1);
    found.probabilities.assign(total, 0.0);
    for (std::size_t i = 0; i < usable.rows.size(); ++i) {
        found.labels[usable.rows[i]] = clusters.labels[i];
        found.probabilities[usable.rows[i]] = clusters.probabilities[i];
    }
    found.cluster_sizes = clusters.sizes();
    found.noise = clusters.count(store::How::noise);
    found.attached = clusters.count(store::How::attached);
    found.persistence = std::move(clusters.persistence);
    found.rejected = static_cast<std::int64_t>(usable.rejected.size());
    return found;
}

}  // namespace

FileClustering cluster_file(const std::string& path, const FileSettings& settings, Observer* observer) {
    const bool on_standard_output = check_outputs(path, settings.outputs);
    StageTable stages(observer);
    const UsableRows usable = stages.run("read", [&] { return read(path, settings, observer); });
    AlgorithmSettings algorithm = settings.algorithm;
    algorithm.layers = false;  // no output has them
    ClusteredRows clustered = cluster_rows(usable.vectors.view(), settings.engine, algorithm, settings.verified,
                                           usable.forecast, stages, observer);
    FileClustering found = by_file_row(usable, std::move(clustered.clusters));
    found.engine = std::move(clustered.engine);
    found.on_standard_output = on_standard_output;
    stages.run("write", [&] { write_outputs(settings.outputs, found.labels, found.probabilities, observer); });
    found.stages = stages.stages();
    return found;
}

}  // namespace asterism::pipeline
