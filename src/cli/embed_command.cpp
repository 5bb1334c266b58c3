#include <fmt/format.h>

#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/step1_settings.hpp"
#include "cli/step1_views.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Gives every article that has no vector, or whose text changed, one: latent semantic analysis over title,
summary and content. The model is learnt from all articles the first time and stored in the database; later
articles are folded in, until --refit learns it anew. Vectors that came from elsewhere, with ingest or by any other
way, are left alone and never mixed with its own: the articles beside them that have none stay without. --replace
makes those anew, too; --remove takes away the vectors that embed made, and no other.

Examples:
  asterism embed reader.db
  asterism embed reader.db --refit        after the collection has grown a lot
  asterism embed reader.db --remove       before vectors of a model of yours come in)";

struct Own {
    bool refit = false, replace = false, remove = false;
};

Outcome remove_vectors(const Session& session) {
    const auto removed = session.open(pipeline::Access::write)->remove_made_vectors();
    return {session.json ? json_text({{"removed", removed}}) : fmt::format("{} vectors removed\n", grouped(removed))};
}

Outcome run(const Session& session, const Own& own) {
    if (own.remove && (own.refit || own.replace))
        throw Error(ErrorKind::usage, "--remove makes no vectors; give it without --refit and --replace");
    if (own.remove) return remove_vectors(session);
    const auto client = session.open(pipeline::Access::write);
    pipeline::EmbedOptions options = embed_options(session.settings);
    options.refit = own.refit;
    options.replace = own.replace;
    const auto report = pipeline::step1_embed(*client, options, &session.observer);
    return {session.json ? json_text(embed_json(report)) : embed_text(report)};
}

}  // namespace

Command embed_command() {
    const auto own = std::make_shared<Own>();
    return {.name = "embed",
            .arguments = "[DB]",
            .summary = "step 1b: vectors for articles, without any model to install",
            .teaching = kTeaching,
            .groups = {Group::threads, Group::tables},
            .most_words = 1,
            .options = {{.flag = "--refit",
                         .present = &own->refit,
                         .help = "learn the model anew, make the vectors of embed again"},
                        {.flag = "--replace", .present = &own->replace, .help = "replace vectors from elsewhere, too"},
                        {.flag = "--remove", .present = &own->remove, .help = "take away the vectors that embed made"}},
            .database_word = first_word,
            .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
