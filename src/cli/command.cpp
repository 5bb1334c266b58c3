#include "cli/command.hpp"

#include "cli/location.hpp"

namespace asterism::cli {

std::optional<std::string> first_word(std::vector<std::string>& words) {
    if (words.empty()) return std::nullopt;
    std::string word = std::move(words.front());
    words.erase(words.begin());
    return word;
}

std::optional<std::string> first_word_unless_id(std::vector<std::string>& words) {
    if (words.size() == 1 && is_whole_number(words.front())) return std::nullopt;
    return first_word(words);
}

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    for (const auto make : {init_command, ingest_command, embed_command, cluster_command, assign_command, run_command,
                            status_command, runs_command, clusters_command, themes_command, label_command,
                            export_command, config_command, doctor_command}) {
        commands.push_back(make());
    }
    return commands;
}

}  // namespace asterism::cli
