/// What is kept of how the engine came to a result: its own report, the digest of its tree, and the certificate.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "asterism/topics.hpp"
#include "asterism/verify.hpp"
#include "pipeline/run/preflight.hpp"
#include "pipeline/stage_table.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// How topics came out, beside their labels.
struct TopicsRecord {
    double resolution = 0;                       ///< as used
    double quality = 0;                          ///< the modularity of all topics, before the floor
    std::int32_t before_floor = 0;               ///< topics before floor and dissolution
    std::optional<store::RunId> start_run = {};  ///< the run whose topics it began at
};

struct EngineRecord {
    EngineReport report;
    std::string tree_digest;                   ///< of the tree's sorted weights, see digest.hpp; empty without a tree
    Forecast forecast;                         ///< what was expected of it
    std::optional<Verification> verification;  ///< when it was asked for
    LimitLosses limit_losses;
    std::vector<std::string> notes;        ///< see option_notes.hpp
    std::vector<std::string> advice;       ///< see advice.hpp
    std::optional<std::int64_t> attached;  ///< rows that were brought home, where that was asked for
    std::optional<TopicsRecord> topics;    ///< of that algorithm
};

/// Takes the report and the digest, and the forecast; notes, as warnings too, what the options made of it; verifies the
/// result as a stage of its own when `verified` is asked for. Error{internal} that tells what was found when the
/// certificate fails: then nothing may be published.
[[nodiscard]] EngineRecord record_engine(const PreparedRows& rows, const Clustering& clustering,
                                         const ClusterOptions& options, bool verified, Forecast forecast,
                                         StageTable& stages, Observer* observer);

/// The same for topics, which are verified by who made them.
[[nodiscard]] EngineRecord record_topics(const NeighborGraph& graph, const Topics& topics,
                                         const ClusterOptions& options, Forecast forecast);

/// Logs what was proved, as `described`. Error{internal} that tells what was found when a certificate fails.
void accept(const Verification& found, const std::string& described);

/// What a certificate looked at, in one line: of a tree, or of a graph of neighbours.
[[nodiscard]] std::string describe(const Verification& verification, std::size_t rows);
[[nodiscard]] std::string describe_graph(const Verification& verification, std::size_t rows);

/// {"tree_digest" (null without a tree), "engine":
/// {"target","distinct_rows","head_width","extras","neighbors","tree","stages","forecast"}} and "limit_losses":
/// {"clusters","rows"}, "notes": [sentences], "advice": [sentences] and, with a certificate, "verified":
/// {"complete","rows","pairs","edges"}; with attachment "attached", a count; of topics "topics":
/// {"resolution","quality","before_floor","start_run"}; neighbors and tree are {"pairs","survivors","exact"}, forecast
/// is {"bytes","seconds","stages"}.
[[nodiscard]] nlohmann::ordered_json engine_json(const EngineRecord& record);

}  // namespace asterism::pipeline
