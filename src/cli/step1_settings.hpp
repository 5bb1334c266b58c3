/// Everything step 1 is told, out of the settings.
#pragma once

#include "cli/settings.hpp"
#include "pipeline/intake/step1_embed.hpp"
#include "pipeline/intake/step1_ingest.hpp"

namespace asterism::cli {

[[nodiscard]] pipeline::IngestOptions ingest_options(const Settings& settings);
[[nodiscard]] pipeline::EmbedOptions embed_options(const Settings& settings);

}  // namespace asterism::cli
