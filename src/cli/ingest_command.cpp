#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/location.hpp"
#include "cli/step1_settings.hpp"
#include "cli/step1_views.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Reads articles from JSON (one object a line, or an array) or CSV (header row; commas, semicolons, tabs or bars),
gzip and UTF-16 included; "-" is standard input. Members: article_id or id (required), title, summary, content,
url, published_at or published (ISO 8601, a feed's date, or a number since 1970), embedding (numbers, or a
text of them). An id that is there is updated; what its record does not bring stays. A record without a usable id is left out, any other member
that cannot be used is left out of its article; all are counted, the first of each kind listed, and the rest
goes on. Members with other names are named at the end. With --strict nothing of any file is stored unless
every record is whole: nothing left out or mended, no id twice in a file, no member that nobody reads; a text
that its column would cut, or a member without a column, ends it too, but what came before stays. With
--embeddings row i of the .npy file belongs to record i. Vectors take the place of those that came before under
the same --model, and of no other; into a reader whose vectors embed made none come. --replace replaces them all.

Examples:
  asterism ingest reader.db articles.jsonl
  asterism ingest reader.db articles.jsonl --embeddings vectors.npy --model all-minilm-l6-v2
  ./fetch-news | asterism ingest reader.db -
  asterism ingest reader.db monday.jsonl tuesday.jsonl --strict)";

struct VectorsBeside {
    std::string embeddings;  ///< an .npy file, or empty
    bool replace = false;    ///< vectors of every origin
};

/// With a database in the settings, `ingest FILE` needs none in front.
std::optional<std::string> database_word(std::vector<std::string>& words) {
    if (words.empty() || is_article_file(words.front())) return std::nullopt;
    return first_word(words);
}

Outcome run(const Session& session, const VectorsBeside& vectors) {
    const auto& files = session.words;
    if (files.empty())
        throw Error(ErrorKind::usage, "which file? The form is: asterism ingest DB FILE... (- for standard input)");
    if (!vectors.embeddings.empty() && files.size() != 1) {
        throw Error(ErrorKind::usage,
                    "--embeddings belongs to exactly one file of articles; ingest the others on their own");
    }
    const auto client = session.open(pipeline::Access::write);
    pipeline::IngestOptions options = ingest_options(session.settings);
    options.replace = vectors.replace;
    const auto reports = pipeline::ingest_files(*client, files, vectors.embeddings, options, &session.observer);
    log_problems(reports, files);
    const auto total = pipeline::summed(reports);
    return {session.json ? json_text(ingest_json(total)) : ingest_text(total)};
}

}  // namespace

Command ingest_command() {
    const auto vectors = std::make_shared<VectorsBeside>();
    return {.name = "ingest",
            .arguments = "[DB] FILE...",
            .summary = "step 1a: bring articles, with or without vectors",
            .teaching = kTeaching,
            .groups = {Group::ingest, Group::strict, Group::tables},
            .most_words = 1000,
            .options = {{.flag = "--embeddings",
                         .text = &vectors->embeddings,
                         .help = "an .npy file (n x d) with the vectors"},
                        {.flag = "--replace",
                         .present = &vectors->replace,
                         .help = "also replace vectors of another or unknown origin, and those that embed made"}},
            .database_word = database_word,
            .run = [vectors](const Session& session) { return run(session, *vectors); }};
}

}  // namespace asterism::cli
