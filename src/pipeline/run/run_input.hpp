/// What a run computes on: every usable vector of the reader, read, checked, and weighed against the machine.
#pragma once

#include <optional>
#include <string>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "pipeline/run/preflight.hpp"
#include "pipeline/run/warm_start.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct RunInput {
    store::EmbeddingRows rows;
    std::string fingerprint;  ///< see digest.hpp
    Forecast forecast;
    std::optional<WarmStart> warm_start;  ///< of topics, at those of the last published run

    /// All vectors are the embedded model's.
    [[nodiscard]] bool made_here() const { return rows.made_here == static_cast<std::int64_t>(rows.ids.size()); }
};

/// `strict`: rejected rows are an Error{data}; else they and vectors of no article are logged. `verified`: the time
/// that verifying takes is part of the forecast. Errors: Error{data} when no row is usable, or vectors made here stand
/// beside others; Error{preflight} when the work would not fit into memory; whatever the store throws.
[[nodiscard]] RunInput read_input(store::ReaderDBClient& client, const ClusterOptions& options,
                                  const AlgorithmSettings& algorithm, bool strict, bool verified, Observer* observer);

/// Vectors made here and vectors from elsewhere are never compared: Error{data} that counts both.
void refuse_mix(store::ReaderDBClient& client, const store::EmbeddingRows& rows);

}  // namespace asterism::pipeline
