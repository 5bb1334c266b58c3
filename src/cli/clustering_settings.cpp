#include "cli/clustering_settings.hpp"

#include <filesystem>

namespace asterism::cli {
namespace {

/// Where scripts/install_nlp puts its interpreter unless told otherwise; the one on the path when nothing is there.
std::string usual_python() {
    const auto home = process_environment("HOME");
    const auto data = process_environment("XDG_DATA_HOME");
    if (!home && !data) return "python3";
    const auto python =
        std::filesystem::path(data.value_or(home.value_or("") + "/.local/share")) / "asterism/nlp/bin/python";
    std::error_code none;
    return std::filesystem::exists(python, none) ? python.string() : "python3";
}

}  // namespace

pipeline::ThemeSettings theme_settings(const Settings& settings) {
    pipeline::ThemeSettings themes;
    themes.with_spacy = settings.text("themes.nlp") == "spacy";
    themes.spacy.pipeline = settings.text("themes.spacy_model");
    themes.spacy.python = settings.is_set("themes.python") ? settings.text("themes.python") : usual_python();
    themes.sample = static_cast<int>(settings.integer("themes.nlp_sample"));
    themes.score = settings.text("themes.score") == "ctfidf" ? themes::TermScore::ctfidf : themes::TermScore::npmi;
    themes.endpoint = settings.label_endpoint();
    themes.threads = static_cast<int>(settings.integer("threads"));
    return themes;
}

pipeline::ClusteringSettings clustering_settings(const Settings& settings, bool dry_run) {
    return {.engine = settings.cluster_options(),
            .algorithm = settings.algorithm_settings(),
            .themes = theme_settings(settings),
            .strict = settings.flag("strict"),
            .dry_run = dry_run,
            .verified = settings.flag("cluster.verify")};
}

}  // namespace asterism::cli
