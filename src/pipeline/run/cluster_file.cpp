#include "pipeline/run/cluster_file.hpp"

#include <utility>

#include "pipeline/run/cluster_rows.hpp"

namespace asterism::pipeline {

FileClustering by_file_row(const FileRows& usable, RowClusters&& clusters) {
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

FileClustering cluster_file(const std::string& path, const FileSettings& settings, Observer* observer) {
    const bool on_standard_output = check_outputs(path, settings.outputs);
    StageTable stages(observer);
    AlgorithmSettings algorithm = settings.algorithm;
    algorithm.layers = false;  // no output has them
    const FileRows usable = stages.run("read", [&] {
        return read_file_rows(path, settings.engine, algorithm, settings.strict, settings.verified, observer);
    });
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
