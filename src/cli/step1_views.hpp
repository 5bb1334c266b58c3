/// How the two halves of step 1 report, for `ingest`, `embed` and `run`.
#pragma once

#include <span>
#include <string>

#include "cli/json_text.hpp"
#include "pipeline/intake/step1_embed.hpp"
#include "pipeline/intake/step1_ingest.hpp"

namespace asterism::cli {

[[nodiscard]] std::string ingest_text(const pipeline::IngestReport& report);
[[nodiscard]] Json ingest_json(const pipeline::IngestReport& report);
/// Warnings about what was left out of each file, with the lines, and about members that nobody reads.
void log_problems(std::span<const pipeline::IngestReport> reports, std::span<const std::string> files);

[[nodiscard]] std::string embed_text(const pipeline::EmbedReport& report);
[[nodiscard]] Json embed_json(const pipeline::EmbedReport& report);

}  // namespace asterism::cli
