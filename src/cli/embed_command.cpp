#include <memory>

#include "cli/command.hpp"
#include "cli/step1_views.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Gives every article that has no vector, or whose text changed, one: latent semantic analysis over title,
summary and content. The model is learnt from all articles the first time and stored in the database; later
articles are folded in, until --refit learns it anew. Vectors that came with ingest are left alone.

Examples:
  asterism embed reader.db
  asterism embed reader.db --refit        after the collection has grown a lot)";

Outcome run(const Session& session, bool refit) {
    const auto client = session.open(pipeline::Access::write);
    const pipeline::EmbedOptions options{.refit = refit,
                                         .threads = static_cast<int>(session.settings.integer("threads")),
                                         .dimensions = static_cast<int>(session.settings.integer("init.dimensions"))};
    const auto report = pipeline::step1_embed(*client, options, &session.observer);
    return {session.json ? json_text(embed_json(report)) : embed_text(report)};
}

}  // namespace

Command embed_command() {
    const auto refit = std::make_shared<bool>(false);
    return {.name = "embed",
            .arguments = "[DB]",
            .summary = "step 1b: vectors for articles, without any model to install",
            .teaching = kTeaching,
            .groups = {Group::threads, Group::tables},
            .most_words = 1,
            .options = {{.flag = "--refit",
                         .present = refit.get(),
                         .help = "learn the model anew, embed everything again"}},
            .database_word = first_word,
            .run = [refit](const Session& session) { return run(session, *refit); }};
}

}  // namespace asterism::cli
