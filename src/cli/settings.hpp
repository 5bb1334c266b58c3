/// The settings of one invocation, each with its value and where it came from.
///
/// Precedence: flag > ASTERISM_* variable > config file > default. All values are checked when the settings are made,
/// so that a wrong one is reported before anything is connected or computed. Options of the algorithm that is not in
/// use are a mistake on the command line; elsewhere they wait for their turn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/cluster.hpp"
#include "cli/config_file.hpp"
#include "pipeline/naming/label_writing.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "store/records.hpp"

namespace asterism::cli {

/// Value of an environment variable, if it is set and not empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
[[nodiscard]] std::optional<std::string> process_environment(const std::string& name);

class Settings {
 public:
    /// `flags` by key. Error{usage} naming value and origin when a value does not fit its setting.
    static Settings resolve(const SettingMap& flags, const SettingMap& file, const Environment& environment);

    /// Precondition: `key` is in the setting table.
    [[nodiscard]] const Setting& at(std::string_view key) const;
    [[nodiscard]] bool is_set(std::string_view key) const { return !at(key).value.empty(); }
    /// By somebody, and not by default.
    [[nodiscard]] bool is_given(std::string_view key) const { return at(key).origin != "default"; }
    [[nodiscard]] const std::string& text(std::string_view key) const { return at(key).value; }
    [[nodiscard]] std::int64_t integer(std::string_view key) const;
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key) const { return at(key).value == "true"; }
    [[nodiscard]] std::vector<std::string> list(std::string_view key) const;

    /// Error{usage} that lists the ways to name one, when there is none.
    [[nodiscard]] const std::string& database() const;
    [[nodiscard]] store::TableNames table_names() const;
    /// The names of tables and columns that were set, as options for a shell: "--schema app --id-column id".
    [[nodiscard]] std::string table_options() const;
    [[nodiscard]] ClusterOptions cluster_options() const;
    [[nodiscard]] pipeline::AlgorithmSettings algorithm_settings() const;
    /// Without a URL when none is set. Its key is that of $ASTERISM_LABEL_KEY, which is no setting: it is never shown.
    [[nodiscard]] pipeline::LabelEndpoint label_endpoint() const;

 private:
    SettingMap settings_;
    std::string label_key_;
};

}  // namespace asterism::cli
