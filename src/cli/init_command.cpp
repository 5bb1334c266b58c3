#include <fmt/format.h>

#include "base/log.hpp"
#include "cli/command.hpp"
#include "cli/json_text.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Creates what is not there yet: schema, tables, counters and, in PostgreSQL, both HNSW indexes. Tables
that exist are used as they are, with their id type (int4, int8, text, uuid), once the types of all their
columns are found to do; running it again changes nothing, and keeps the dimensions that are there. As long
as the tables hold no vectors, another --dimensions recreates them.

Examples:
  asterism init reader.db                               a new SQLite file
  asterism init postgresql://localhost/news --dimensions 384
  asterism init postgresql://localhost/news --schema public --articles-table items --id-column id
  asterism init postgresql://localhost/rag --articles-table documents --id-column id --title-column none \
      --embeddings-table documents
  ASTERISM_DB=reader.db asterism init)";

Outcome run(const Session& session) {
    const auto client = session.open(pipeline::Access::write);
    store::InitializeOptions options;
    if (session.settings.is_given("init.dimensions"))
        options.dimensions = static_cast<int>(session.settings.integer("init.dimensions"));
    const auto report = client->initialize_tables(options);
    for (const std::string& warning : report.warnings)
        log_warning("{}", warning);
    if (session.json) return {json_text({{"created", report.created}, {"warnings", report.warnings}})};
    std::string text;
    for (const std::string& created : report.created)
        text += "created " + created + "\n";
    if (text.empty()) text = "everything is there already\n";
    return {text + fmt::format("next: {}\n", session.commands().line("ingest", "FILE"))};
}

}  // namespace

Command init_command() {
    return {.name = "init",
            .arguments = "[DB]",
            .summary = "create the tables and indexes",
            .teaching = kTeaching,
            .groups = {Group::init, Group::tables},
            .most_words = 1,
            .options = {},
            .database_word = first_word,
            .run = run};
}

}  // namespace asterism::cli
