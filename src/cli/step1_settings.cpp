#include "cli/step1_settings.hpp"

namespace asterism::cli {

pipeline::IngestOptions ingest_options(const Settings& settings) {
    const std::string& format = settings.text("ingest.format");
    return {.format = format == "csv"     ? pipeline::InputFormat::csv
                      : format == "jsonl" ? pipeline::InputFormat::jsonl
                                          : pipeline::InputFormat::automatic,
            .vectors = {},
            .model = settings.text("ingest.model"),
            .replace = false,
            .strict = settings.flag("strict")};
}

pipeline::EmbedOptions embed_options(const Settings& settings) {
    return {.refit = false,
            .threads = static_cast<int>(settings.integer("threads")),
            .dimensions = static_cast<int>(settings.integer("init.dimensions"))};
}

}  // namespace asterism::cli
