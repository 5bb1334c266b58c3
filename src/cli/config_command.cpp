#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/text_table.hpp"
#include "store/secrets.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Every setting, its value and where the value comes from. A flag goes before an ASTERISM_* variable, that before the
config file (--config FILE, else ./asterism.toml, else ~/.config/asterism/config.toml), that before the default.
Passwords are masked. The keys are those of the file: cluster.min_samples is min_samples below [cluster].

A config file:
  database = "postgresql://reader@localhost/news"
  every = "1d"
  [cluster]
  min_cluster_size = 25
  [step1]
  files = ["inbox.jsonl"]

Examples:
  asterism config
  asterism config reader.db --min-cluster-size 25 --json)";

Outcome run(const Session& session) {
    Json list = Json::array();
    TextTable table({{"setting"}, {"value", false, 80}, {"from"}});
    for (const SettingSpec& spec : setting_specs()) {
        const Setting& setting = session.settings.at(spec.key);
        const std::string value = store::without_secrets(setting.value);
        table.add({std::string(spec.key), value, setting.origin});
        list.push_back({{"key", spec.key}, {"value", text_or_null(value)}, {"origin", setting.origin}});
    }
    return {session.json ? json_text({{"settings", list}}) : table.text()};
}

}  // namespace

Command config_command() {
    return {.name = "config",
            .arguments = "[DB]",
            .summary = "every setting and where it comes from",
            .teaching = kTeaching,
            .groups = {Group::init, Group::ingest, Group::engine, Group::themes, Group::labels, Group::threads,
                       Group::strict, Group::schedule, Group::step1, Group::tables},
            .most_words = 1,
            .options = {},
            .database_word = first_word,
            .run = run};
}

}  // namespace asterism::cli
