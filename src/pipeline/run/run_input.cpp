#include "pipeline/run/run_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/intake/step1_embed.hpp"

namespace asterism::pipeline {
namespace {

std::string name_rejected(std::span<const store::RejectedRow> rejected) {
    std::string text;
    for (const auto& row : rejected.first(std::min<std::size_t>(5, rejected.size()))) {
        text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", asterism::to_string(row.id), to_string(row.reason));
    }
    return text + (rejected.size() > 5 ? ", ..." : "");
}

void check_rows(const store::ReaderDBClient& client, const store::EmbeddingRows& rows, bool strict) {
    const auto& rejected = rows.rejected;
    if (strict && !rejected.empty()) {
        throw Error(ErrorKind::data,
                    fmt::format("{} embeddings cannot be used and --strict is set: {}; mend or delete them, "
                                "or run without --strict to leave them unclustered",
                                rejected.size(), name_rejected(rejected)));
    }
    if (rows.ids.empty()) {
        const std::string why = rejected.empty()
                                    ? "there is none"
                                    : fmt::format("all {} were rejected: {}", rejected.size(), name_rejected(rejected));
        throw Error(ErrorKind::data,
                    fmt::format("no usable embedding to cluster ({}); nothing was changed. Vectors are made by: {}, or "
                                "brought by: {}",
                                why, client.commands().told("embed"),
                                client.commands().told("ingest", "FILE --embeddings F.npy")));
    }
    if (!rejected.empty()) log_warning("{} embeddings are left out: {}", rejected.size(), name_rejected(rejected));
}

}  // namespace

void refuse_mix(store::ReaderDBClient& client, const store::EmbeddingRows& rows) {
    if (rows.made_here == 0 || rows.made_here == static_cast<std::int64_t>(rows.ids.size())) return;
    store::VectorCounts counts;
    client.for_each_vector([&](const store::StoredVector& vector) { counts.add(vector); });
    throw mixed_vectors(client, counts);
}

RunInput read_input(store::ReaderDBClient& client, const ClusterOptions& options, const AlgorithmSettings& algorithm,
                    bool strict, bool verified, Observer* observer) {
    const store::StoreStatus status = client.status();
    RunInput input;
    input.warm_start = warm_start(algorithm, options.metric, status.last_published);
    input.forecast = preflight(static_cast<std::uint64_t>(status.embeddings),
                               static_cast<std::uint64_t>(std::max(0, status.dimensions)), options, verified, observer,
                               algorithm, input.warm_start.has_value());
    input.rows = client.get_all_embeddings({.dimensions = {}, .reject_zero_norm = options.metric == Metric::cosine});
    const store::EmbeddingRows& rows = input.rows;
    if (rows.orphans > 0)
        log_warning("{} vectors belong to no article and are left out; how to remove them says {}", rows.orphans,
                    client.commands().told("doctor"));
    check_rows(client, rows, strict);
    refuse_mix(client, rows);
    log_info("read {} vectors of {} dimensions", rows.ids.size(), rows.vectors.cols());
    input.fingerprint = input_fingerprint(rows.ids, rows.vectors.view());
    return input;
}

}  // namespace asterism::pipeline
