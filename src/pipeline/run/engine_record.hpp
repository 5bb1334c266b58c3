/// What is kept of how the engine came to a result: its own report, the digest of its tree, and the certificate.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "asterism/verify.hpp"
#include "pipeline/run/preflight.hpp"
#include "pipeline/stage_table.hpp"

namespace asterism::pipeline {

struct EngineRecord {
    EngineReport report;
    std::string tree_digest;                   ///< of the tree's sorted weights, see digest.hpp
    Forecast forecast;                         ///< what was expected of it
    std::optional<Verification> verification;  ///< when it was asked for
    LimitLosses limit_losses;
    std::vector<std::string> notes;  ///< see option_notes.hpp
};

/// Takes the report and the digest, and the forecast; notes, as warnings too, what the options made of it; verifies the
/// result as a stage of its own when `verified` is asked for. Error{internal} that tells what was found when the
/// certificate fails: then nothing may be published.
[[nodiscard]] EngineRecord record_engine(const PreparedRows& rows, const Clustering& clustering,
                                         const ClusterOptions& options, bool verified, Forecast forecast,
                                         StageTable& stages, Observer* observer);

/// What a certificate looked at, in one line.
[[nodiscard]] std::string describe(const Verification& verification, std::size_t rows);

/// {"tree_digest", "engine": {"target","distinct_rows","head_width","extras","neighbors","tree","stages","forecast"}}
/// and "limit_losses": {"clusters","rows"}, "notes": [sentences] and, with a certificate, "verified":
/// {"complete","rows","pairs","edges"}; neighbors and tree are {"pairs","survivors","exact"}, forecast is
/// {"bytes","seconds","stages"}.
[[nodiscard]] nlohmann::ordered_json engine_json(const EngineRecord& record);

}  // namespace asterism::pipeline
