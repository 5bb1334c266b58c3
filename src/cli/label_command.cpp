#include <fmt/format.h>

#include <memory>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/location.hpp"
#include "cli/own_numbers.hpp"
#include "cli/text_table.hpp"
#include "pipeline/naming/person_label.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Gives a cluster, a story or a theme the label you want. It stays through every run for as long as the cluster lives,
whatever its articles come to speak of. --clear takes it back: the cluster then bears the label the last run gave it.
A label has 1 to 80 characters, and no two that live bear the same one.

Examples:
  asterism label reader.db 17 "Energy transition"
  asterism label reader.db 17 --clear)";

/// `label 17 TEXT` with a database in the settings: a number in front is the id, unless all three words are there.
std::optional<std::string> database_word(std::vector<std::string>& words) {
    if (words.size() < 3 && !words.empty() && is_whole_number(words.front())) return std::nullopt;
    return first_word(words);
}

Outcome run(const Session& session, bool clear) {
    const std::size_t expected = clear ? 1 : 2;
    if (session.words.size() != expected) {
        throw Error(ErrorKind::usage,
                    fmt::format("give a cluster and {}: {}", clear ? "no text with --clear" : "its label",
                                session.commands().told("label", clear ? "17 --clear" : "17 \"Energy transition\"")));
    }
    const store::ClusterId id = cluster_id_word(session, session.words[0]);
    const auto client = session.open(pipeline::Access::write);
    client->watch(&session.observer);  // it may have to wait for a run that is being published
    const auto report = clear ? pipeline::clear_label(*client, id) : pipeline::set_label(*client, id, session.words[1]);
    if (session.json) {
        return {json_text({{"cluster_id", report.cluster_id},
                           {"label", report.label},
                           {"label_source", report.source},
                           {"label_before", report.before}})};
    }
    const std::string_view noun = pipeline::noun(report.layer);
    if (report.label == report.before)
        return {fmt::format("{} {} is called \"{}\", as before\n", noun, id, shown(report.label))};
    return {fmt::format("{} {} is now called \"{}\" (before: \"{}\")\n", noun, id, shown(report.label),
                        shown(report.before))};
}

}  // namespace

Command label_command() {
    const auto clear = std::make_shared<bool>(false);
    return {.name = "label",
            .arguments = "[DB] ID \"TEXT\"",
            .summary = "a label of your own for a cluster, which stays",
            .teaching = kTeaching,
            .groups = {Group::tables},
            .most_words = 3,
            .options = {{.flag = "--clear", .present = clear.get(), .help = "take it back: the generated label again"}},
            .database_word = database_word,
            .run = [clear](const Session& session) { return run(session, *clear); }};
}

}  // namespace asterism::cli
