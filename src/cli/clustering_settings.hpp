/// Everything step 2 is told, out of the settings.
#pragma once

#include "cli/settings.hpp"
#include "pipeline/run/step2_clustering.hpp"

namespace asterism::cli {

[[nodiscard]] pipeline::ClusteringSettings clustering_settings(const Settings& settings, bool dry_run);

/// How clusters are named.
[[nodiscard]] pipeline::ThemeSettings theme_settings(const Settings& settings);

}  // namespace asterism::cli
