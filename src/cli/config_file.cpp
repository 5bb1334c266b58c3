#include "cli/config_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "asterism/error.hpp"
#include "cli/setting_specs.hpp"
#include "cli/suggestion.hpp"

namespace asterism::cli {
namespace {

namespace fs = std::filesystem;

class Reader {
 public:
    explicit Reader(std::string path) : path_(std::move(path)) {}

    SettingMap read() {
        std::ifstream file(path_, std::ios::binary);
        if (!file) throw Error(ErrorKind::usage, fmt::format("the config file \"{}\" cannot be read", path_));
        const std::string text{std::istreambuf_iterator<char>(file), {}};  // at once: a pipe cannot be gone back in
        try {
            add_table(toml::parse(text, path_), "");
        } catch (const toml::parse_error& error) {
            throw Error(ErrorKind::usage,
                        fmt::format("\"{}\" line {} is not TOML: {}", path_, error.source().begin.line,
                                    std::string_view(error.description())));
        }
        return std::move(settings_);
    }

 private:
    void add_table(const toml::table& table, const std::string& prefix) {
        for (const auto& [name, node] : table) {
            const std::string key = prefix + std::string(name.str());
            if (const auto* inner = node.as_table(); inner != nullptr && is_section(key)) {
                add_table(*inner, key + ".");
            } else if (const SettingSpec* spec = find_spec(key)) {
                settings_[key] = {value_of(*spec, node), origin(node)};
            } else {
                refuse_key(key, node);
            }
        }
    }

    static bool is_section(const std::string& key) {
        for (const SettingSpec& spec : setting_specs()) {
            if (spec.key.starts_with(key + ".")) return true;
        }
        return false;
    }

    [[noreturn]] void refuse_key(const std::string& key, const toml::node& node) const {
        std::vector<std::string> known;
        for (const SettingSpec& spec : setting_specs())
            known.emplace_back(spec.key);
        throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is no setting{} (\"asterism config\" lists them all)",
                                                  origin(node), key, did_you_mean(key, known)));
    }

    [[nodiscard]] std::string origin(const toml::node& node) const {
        return fmt::format("{}:{}", path_, node.source().begin.line);
    }

    [[nodiscard]] std::string value_of(const SettingSpec& spec, const toml::node& node) const {
        switch (spec.kind) {
            case ValueKind::integer:
                if (const auto* value = node.as_integer()) return std::to_string(value->get());
                return refuse_type(spec, node, "a whole number");
            case ValueKind::number:
                if (const auto* value = node.as_integer()) return std::to_string(value->get());
                if (const auto* value = node.as_floating_point()) return fmt::format("{}", value->get());
                return refuse_type(spec, node, "a number");
            case ValueKind::resolution:
                if (const auto* value = node.as_string()) return value->get();
                if (const auto* value = node.as_integer()) return std::to_string(value->get());
                if (const auto* value = node.as_floating_point()) return fmt::format("{}", value->get());
                return refuse_type(spec, node, "a number or \"auto\"");
            case ValueKind::flag:
                if (const auto* value = node.as_boolean()) return value->get() ? "true" : "false";
                return refuse_type(spec, node, "true or false");
            case ValueKind::list:
                return joined(spec, node);
            default:
                if (const auto* value = node.as_string()) return value->get();
                return refuse_type(spec, node, "a text in quotes");
        }
    }

    [[nodiscard]] std::string joined(const SettingSpec& spec, const toml::node& node) const {
        const auto* items = node.as_array();
        if (items == nullptr) return refuse_type(spec, node, "a list of texts");
        std::string text;
        for (const auto& item : *items) {
            const auto* value = item.as_string();
            if (value == nullptr || value->get().empty()) return refuse_type(spec, node, "a list of texts, none empty");
            text += (text.empty() ? "" : "\n") + value->get();
        }
        return text;
    }

    [[noreturn]] std::string refuse_type(const SettingSpec& spec, const toml::node& node,
                                         std::string_view wanted) const {
        throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" must be {}", origin(node), spec.key, wanted));
    }

    std::string path_;
    SettingMap settings_;
};

std::optional<std::string> home_config() {
    const char* base = std::getenv("XDG_CONFIG_HOME");
    if (base != nullptr && *base != '\0') return (fs::path(base) / "asterism/config.toml").string();
    const char* home = std::getenv("HOME");
    if (home == nullptr || *home == '\0') return std::nullopt;
    return (fs::path(home) / ".config/asterism/config.toml").string();
}

}  // namespace

std::optional<std::string> find_config_file(const std::string& named) {
    std::error_code fault;
    if (!named.empty()) {
        const auto status = fs::status(named, fault);
        if (!fs::exists(status)) throw Error(ErrorKind::usage, fmt::format("there is no config file \"{}\"", named));
        if (fs::is_directory(status))
            throw Error(ErrorKind::usage, fmt::format("\"{}\" is a folder; give --config the name of a file", named));
        return named;
    }
    if (fs::is_regular_file("asterism.toml", fault)) return "asterism.toml";
    auto in_home = home_config();
    return in_home && fs::is_regular_file(*in_home, fault) ? in_home : std::nullopt;
}

SettingMap read_config_file(const std::string& path) {
    return Reader(path).read();
}

}  // namespace asterism::cli
