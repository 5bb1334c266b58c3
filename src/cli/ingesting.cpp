#include "cli/ingesting.hpp"

#include "cli/step1_views.hpp"

namespace asterism::cli {

pipeline::IngestReport ingest_and_warn(const Session& session, store::ReaderDBClient& client,
                                       std::span<const std::string> files, const VectorsBeside& vectors) {
    const std::string& format = session.settings.text("ingest.format");
    const pipeline::IngestOptions options{.format = format == "csv"     ? pipeline::InputFormat::csv
                                                    : format == "jsonl" ? pipeline::InputFormat::jsonl
                                                                        : pipeline::InputFormat::automatic,
                                          .vectors = {},
                                          .model = session.settings.text("ingest.model"),
                                          .replace = vectors.replace,
                                          .strict = session.settings.flag("strict")};
    const auto reports = pipeline::ingest_files(client, files, vectors.embeddings, options, &session.observer);
    pipeline::IngestReport total;
    for (std::size_t i = 0; i < files.size(); ++i) {
        log_problems(reports[i], files[i]);
        total.add(reports[i]);
    }
    return total;
}

}  // namespace asterism::cli
