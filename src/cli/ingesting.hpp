/// Ingesting files as the settings say, for `ingest` and `run`.
#pragma once

#include <span>
#include <string>

#include "cli/session.hpp"
#include "pipeline/intake/step1_ingest.hpp"

namespace asterism::cli {

struct VectorsBeside {
    std::string embeddings;  ///< an .npy file, or empty
    bool replace = false;    ///< vectors of every origin
};

/// With ingest.model, ingest.format and strict; warns about each file, and sums up.
[[nodiscard]] pipeline::IngestReport ingest_and_warn(const Session& session, store::ReaderDBClient& client,
                                                     std::span<const std::string> files, const VectorsBeside& vectors);

}  // namespace asterism::cli
