#include "cli/command_line.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "asterism/error.hpp"
#include "cli/suggestion.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching = R"(A first run, from nothing:
  asterism init reader.db                        tables, in an SQLite file (or postgresql://...)
  asterism ingest reader.db articles.jsonl       one JSON object a line: id, title, summary, ...
  asterism embed reader.db                       a vector for every article, no model needed
  asterism cluster reader.db                     clusters, themes, everything in the tables
  asterism clusters reader.db                    what came out

"asterism COMMAND --help" explains each command with examples. Settings may also stand in
asterism.toml or in ASTERISM_* variables; "asterism config" shows them all.

Exit codes: 0 ok, 1 internal, 2 usage or config, 3 data rejected, 4 connection, 5 privilege,
6 another run is at work, 7 timeout, 8 would not fit into memory, 9 tables missing or of another
version, 10 held back, 11 disk or memory, 130/143 interrupted.)";

/// Writes the form of each command as its author put it.
class HelpFormatter : public CLI::Formatter {
 public:
    explicit HelpFormatter(std::span<const Command> commands) : commands_(commands) { column_width(34); }

    std::string make_usage(const CLI::App* app, std::string /*name*/) const override {
        const auto known = std::ranges::find(commands_, app->get_name(), &Command::name);
        if (known == commands_.end()) return "Usage: asterism COMMAND [DB] [OPTIONS]\n";
        return fmt::format("Usage: asterism {} {} [OPTIONS]\n", known->name, known->arguments);
    }

 private:
    std::span<const Command> commands_;
};

/// For options whose text counts as not given when it is empty: an empty one was meant to be something.
constexpr const char* kEmpty = "the value is empty; give one, or leave it out";
std::string require_text(const std::string& value) {
    return value.empty() ? kEmpty : "";
}

/// The parser would take the argument behind "--labels=" for its value.
void refuse_nothing_after_equals(std::span<const char* const> arguments) {
    for (const std::string_view argument : arguments) {
        if (argument.starts_with("--") && argument.find('=') == argument.size() - 1)
            throw Error(ErrorKind::usage, fmt::format("{}: {}", argument.substr(0, argument.size() - 1), kEmpty));
    }
}

/// Options of every command.
void add_common(CLI::App& app, ParsedLine& line) {
    app.add_option("--config", line.config_file,
                   "config file (default: ./asterism.toml, ~/.config/asterism/config.toml)")
        ->type_name("FILE")
        ->check(require_text);
    app.add_flag("--json", line.json, "the result as JSON with a \"schema\" number");
    app.add_flag("-q,--quiet", line.quiet, "only warnings and errors on standard error");
    app.add_flag("-v,--verbose", line.verbose, "more on standard error");
}

std::string help_of(const SettingSpec& spec) {
    std::string help(spec.help);
    if (!spec.default_value.empty() && spec.kind != ValueKind::flag) help += fmt::format(" [{}]", spec.default_value);
    return help;
}

std::string type_name_of(const SettingSpec& spec) {
    switch (spec.kind) {
        case ValueKind::integer:
            return "N";
        case ValueKind::number:
            return "X";
        case ValueKind::choice:
        case ValueKind::resolution:
            return std::string(spec.choices);
        case ValueKind::about:
            return "about:N";
        case ValueKind::interval:
            return "INTERVAL";
        case ValueKind::list:
            return "FILE";
        default:
            return "TEXT";
    }
}

std::string_view heading_of(Group group) {
    switch (group) {
        case Group::tables:
            return "Names of tables and columns";
        case Group::engine:
            return "Clustering";
        case Group::themes:
            return "Themes";
        case Group::labels:
            return "Labels by an endpoint (its key: $ASTERISM_LABEL_KEY)";
        default:
            return "Options";
    }
}

void add_setting(CLI::App& app, const SettingSpec& spec, SettingMap& flags) {
    const std::string flag(spec.flag);
    const std::string key(spec.key);
    CLI::Option* option = nullptr;
    if (spec.kind == ValueKind::flag) {
        option = app.add_flag_callback(
            flag,
            [&flags, key, flag] {
                flags[key] = {"true", flag};
            },
            help_of(spec));
    } else if (spec.kind == ValueKind::list) {
        const auto keep = [&flags, key, flag](const std::vector<std::string>& items) {
            flags[key] = {fmt::format("{}", fmt::join(items, "\n")), flag};
        };
        option = app.add_option_function<std::vector<std::string>>(flag, keep, help_of(spec))->expected(1)->take_all();
        option->check(require_text);
    } else {
        const auto keep = [&flags, key, flag](const std::string& value) { flags[key] = {value, flag}; };
        option = app.add_option_function<std::string>(flag, keep, help_of(spec));
    }
    if (spec.kind != ValueKind::flag) option->type_name(type_name_of(spec));
    option->group(std::string(heading_of(spec.group)));
}

void add_own(CLI::App& app, const OwnOption& own) {
    if (own.text != nullptr)
        app.add_option(std::string(own.flag), *own.text, std::string(own.help))->type_name("TEXT")->check(require_text);
    else
        app.add_flag(std::string(own.flag), *own.present, std::string(own.help));
}

CLI::App* add_command(CLI::App& app, const Command& command, ParsedLine& line) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->footer("\n" + std::string(command.teaching));
    sub->add_option("words", line.words)->group("");
    for (const OwnOption& own : command.options)
        add_own(*sub, own);
    for (const SettingSpec& spec : setting_specs()) {
        const bool taken = std::ranges::find(command.groups, spec.group) != command.groups.end();
        if (taken && !spec.flag.empty()) add_setting(*sub, spec, line.flags);
    }
    add_common(*sub, line);
    return sub;
}

std::vector<std::string> long_options(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

[[noreturn]] void refuse_option(const std::string& given, const CLI::App& chosen, const CLI::App& app) {
    const std::string name = given.substr(0, given.find('='));
    for (const CLI::App* other : app.get_subcommands([](const CLI::App*) { return true; })) {
        const auto known = long_options(*other);
        if (other == &chosen || std::ranges::find(known, name) == known.end()) continue;
        throw Error(ErrorKind::usage, fmt::format("\"asterism {}\" has no option {}, but \"asterism {}\" has",
                                                  chosen.get_name(), name, other->get_name()));
    }
    throw Error(ErrorKind::usage,
                fmt::format("\"asterism {0}\" has no option {1}{2} (\"asterism {0} --help\" lists them)",
                            chosen.get_name(), name, did_you_mean(name, long_options(chosen))));
}

[[noreturn]] void refuse_command(const std::string& word, std::span<const Command> commands) {
    std::vector<std::string> names;
    for (const Command& command : commands)
        names.emplace_back(command.name);
    throw Error(ErrorKind::usage, fmt::format("there is no command \"{}\"{} (\"asterism --help\" lists them)", word,
                                              did_you_mean(word, names)));
}

/// What the parser did not understand, said better than it can.
[[noreturn]] void refuse(const CLI::ParseError& error, const CLI::App& app, std::span<const Command> commands) {
    const auto chosen = app.get_subcommands();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) throw Error(ErrorKind::usage, error.what());
    const auto extras = app.remaining(true);
    const auto option = std::ranges::find_if(extras, [](const std::string& word) { return word.starts_with("-"); });
    if (chosen.empty() && option == extras.begin()) refuse_option(*option, app, app);
    if (chosen.empty()) refuse_command(extras.front(), commands);
    if (option != extras.end()) refuse_option(*option, *chosen.front(), app);
    throw Error(ErrorKind::usage, fmt::format("\"asterism {}\" does not take the argument \"{}\"",
                                              chosen.front()->get_name(), extras.front()));
}

void take_database(ParsedLine& line) {
    if (line.command->database_word) {
        if (const auto database = line.command->database_word(line.words))
            line.flags["database"] = {*database, "argument"};
    }
    const std::size_t most = line.command->most_words - (line.flags.contains("database") ? 1 : 0);
    if (line.words.size() > most) {
        throw Error(ErrorKind::usage,
                    fmt::format("\"asterism {0}\" does not take the argument \"{1}\": its form is asterism {0} {2}",
                                line.command->name, line.words[most], line.command->arguments));
    }
}

}  // namespace

ParsedLine parse_command_line(std::span<const char* const> arguments, std::span<const Command> commands) {
    ParsedLine line;
    CLI::App app("asterism: named, stable clusters for the embeddings you have");
    app.name("asterism");
    app.set_version_flag("--version", "asterism " ASTERISM_VERSION);
    app.footer("\n" + std::string(kTeaching));
    app.require_subcommand(0, 1);
    app.formatter(std::make_shared<HelpFormatter>(commands));
    add_common(app, line);
    std::vector<CLI::App*> subs;
    for (const Command& command : commands)
        subs.push_back(add_command(app, command, line));
    refuse_nothing_after_equals(arguments);
    try {
        app.parse(static_cast<int>(arguments.size()), arguments.data());
    } catch (const CLI::CallForVersion& version) {
        line.help = std::string(version.what()) + "\n";
        return line;
    } catch (const CLI::Success&) {
        line.help = app.help();
        return line;
    } catch (const CLI::ParseError& error) {
        refuse(error, app, commands);
    }
    for (std::size_t k = 0; k < subs.size(); ++k) {
        if (subs[k]->parsed()) line.command = &commands[k];
    }
    if (line.command == nullptr) throw Error(ErrorKind::usage, "which command? \"asterism --help\" lists them");
    take_database(line);
    return line;
}

}  // namespace asterism::cli
