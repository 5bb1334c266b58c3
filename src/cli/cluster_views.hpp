/// How a run of step 2 reports, for `cluster` and `run`.
#pragma once

#include <string>

#include "cli/json_text.hpp"
#include "pipeline/run/explain.hpp"
#include "pipeline/run/step2_clustering.hpp"

namespace asterism::cli {

[[nodiscard]] std::string clustering_text(const pipeline::ClusteringReport& report, const store::CommandForm& commands);
/// "12 attached, ", where attachment was asked for.
[[nodiscard]] std::string attached_text(const pipeline::EngineRecord& record);
/// How topics were found, what the options made of it and what else could be tried, a line each; mostly empty.
[[nodiscard]] std::string notes_text(const pipeline::EngineRecord& record);
[[nodiscard]] Json clustering_json(const pipeline::ClusteringReport& report);
/// A line for each way, in the order they were tried.
[[nodiscard]] std::string explanation_text(const pipeline::Explanation& found);
/// {"articles","rejected","ways":[{"options","clusters","noise","largest"}],"stages"}
[[nodiscard]] Json explanation_json(const pipeline::Explanation& found);
[[nodiscard]] Json stages_json(const std::vector<pipeline::StageUse>& stages);

}  // namespace asterism::cli
