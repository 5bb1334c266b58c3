#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/location.hpp"
#include "cli/step1_views.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Reads articles from JSONL (one JSON object a line) or CSV (header row), "-" is standard input. Members:
article_id or id (required), title, summary, content, url, published_at or published (ISO 8601 or a feed's
date), embedding (array of numbers). An id that is there is updated. Records that cannot be used are
counted and listed, the rest goes on; --strict stores nothing when there is one. With --embeddings row i of
the .npy file belongs to record i. Vectors take the place of those that came before under the same --model, and
of no other; into a reader whose vectors embed made none come. --replace replaces them all.

Examples:
  asterism ingest reader.db articles.jsonl
  asterism ingest reader.db articles.jsonl --embeddings vectors.npy --model all-minilm-l6-v2
  zcat news.csv.gz | asterism ingest reader.db - --format csv
  asterism ingest reader.db monday.jsonl tuesday.jsonl --strict)";

/// With a database in the settings, `ingest FILE` needs none in front.
std::optional<std::string> database_word(std::vector<std::string>& words) {
    if (words.empty() || is_article_file(words.front())) return std::nullopt;
    return first_word(words);
}

struct Own {
    std::string embeddings;
    bool replace = false;
};

pipeline::IngestOptions options_for(const Session& session, const Own& own, const std::string& file) {
    pipeline::IngestOptions options;
    const std::string& format = session.settings.text("ingest.format");
    options.format = format == "auto"  ? pipeline::format_of(file)
                     : format == "csv" ? pipeline::InputFormat::csv
                                       : pipeline::InputFormat::jsonl;
    options.model = session.settings.text("ingest.model");
    options.strict = session.settings.flag("strict");
    options.replace = own.replace;
    return options;
}

Outcome run(const Session& session, const Own& own) {
    const auto& files = session.words;
    if (files.empty())
        throw Error(ErrorKind::usage, "which file? The form is: asterism ingest DB FILE... (- for standard input)");
    if (!own.embeddings.empty() && files.size() != 1) {
        throw Error(ErrorKind::usage,
                    "--embeddings belongs to exactly one file of articles; ingest the others on their own");
    }
    const auto client = session.open(pipeline::Access::write);
    pipeline::IngestReport total;
    for (const std::string& file : files) {
        const auto report =
            pipeline::ingest_file(*client, file, own.embeddings, options_for(session, own, file), &session.observer);
        log_problems(report, file);
        total.add(report);
    }
    return {session.json ? json_text(ingest_json(total)) : ingest_text(total)};
}

}  // namespace

Command ingest_command() {
    const auto own = std::make_shared<Own>();
    return {
        .name = "ingest",
        .arguments = "[DB] FILE...",
        .summary = "step 1a: bring articles, with or without vectors",
        .teaching = kTeaching,
        .groups = {Group::ingest, Group::strict, Group::tables},
        .most_words = 1000,
        .options = {{.flag = "--embeddings", .text = &own->embeddings, .help = "an .npy file (n x d) with the vectors"},
                    {.flag = "--replace",
                     .present = &own->replace,
                     .help = "also replace vectors of another or unknown origin, and those that embed made"}},
        .database_word = database_word,
        .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
