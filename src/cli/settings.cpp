#include "cli/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "asterism/error.hpp"
#include "cli/location.hpp"
#include "cli/setting_specs.hpp"
#include "pipeline/database_address.hpp"
#include "pipeline/run/schedule.hpp"

namespace asterism::cli {
namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    Number value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_choice(std::string_view choices, std::string_view value) {
    for (std::size_t begin = 0; begin <= choices.size();) {
        const std::size_t end = std::min(choices.find('|', begin), choices.size());
        if (choices.substr(begin, end - begin) == value) return true;
        begin = end + 1;
    }
    return false;
}

/// A number as text that float64 cannot hold.
bool is_out_of_range(std::string_view text) {
    double value = 0;
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range;
}

/// What a setting takes, in words; empty for any text.
std::string wanted(const SettingSpec& spec) {
    switch (spec.kind) {
        case ValueKind::integer:
            return fmt::format("a whole number of at least {}", spec.minimum);
        case ValueKind::number:
            if (std::isfinite(spec.maximum)) return fmt::format("a number from {} to {}", spec.minimum, spec.maximum);
            return spec.key == "cluster.alpha" ? "a number above 0"
                                               : fmt::format("a number of at least {}", spec.minimum);
        case ValueKind::resolution:
            return fmt::format("auto, or a number from {} to {}", spec.minimum, spec.maximum);
        case ValueKind::about:
            return "about:N, N being a whole number of at least 1";
        case ValueKind::flag:
            return "true or false";
        case ValueKind::choice:
            return fmt::format("one of {}", spec.choices);
        default:
            return "";
    }
}

/// The number of "about:N".
std::optional<int> about_number(std::string_view value) {
    constexpr std::string_view kAbout = "about:";
    if (!value.starts_with(kAbout)) return std::nullopt;
    const auto number = parsed<int>(value.substr(kAbout.size()));
    return number && *number >= 1 ? number : std::nullopt;
}

/// The database as the store takes it, so that it is shown and handed on in one form.
void settle_location(Setting& setting) {
    try {
        setting.value = pipeline::database_address(setting.value).address;
    } catch (const Error& error) {
        throw Error(error.kind(), fmt::format("{}: {}", setting.origin, error.what()));
    }
}

/// What a value is that it should not be; empty when it is fine.
std::string complaint(const SettingSpec& spec, const std::string& value) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    bool fits = true;
    if (spec.kind == ValueKind::integer) {
        const auto number = parsed<std::int64_t>(value);
        if (is_whole_number(value) && number.value_or(kMost + 1) > kMost) return fmt::format("more than {}", kMost);
        fits = number && static_cast<double>(*number) >= spec.minimum;
    } else if (spec.kind == ValueKind::resolution && value == "auto") {
        fits = true;
    } else if (spec.kind == ValueKind::about) {
        fits = about_number(value).has_value();
    } else if (spec.kind == ValueKind::number || spec.kind == ValueKind::resolution) {
        const auto number = parsed<double>(value);
        if (!number && is_out_of_range(value)) return "beyond the numbers that can be used here";
        const bool zero_alpha = spec.key == "cluster.alpha" && number == 0.0;
        fits = number && std::isfinite(*number) && *number >= spec.minimum && *number <= spec.maximum && !zero_alpha;
    } else if (spec.kind == ValueKind::flag) {
        fits = value == "true" || value == "false";
    } else if (spec.kind == ValueKind::choice) {
        fits = is_choice(spec.choices, value);
    }
    return fits ? "" : "not " + wanted(spec);
}

/// An empty text unsets what is unset by default (--label-endpoint ""), and an empty list is one. Any other empty value
/// is a variable of a shell that was not set: nothing is guessed in its place.
bool may_be_empty(const SettingSpec& spec) {
    const bool text = spec.kind == ValueKind::text || spec.kind == ValueKind::location || spec.kind == ValueKind::list;
    return text && spec.default_value.empty();
}

void check(const SettingSpec& spec, Setting& setting) {
    if (setting.value.empty()) {
        if (setting.origin == "default" || may_be_empty(spec)) return;
        const std::string what = wanted(spec);
        throw Error(ErrorKind::usage, fmt::format("{}: the value is empty; give {}, or leave it out", setting.origin,
                                                  what.empty() ? "one" : what));
    }
    if (spec.kind == ValueKind::location) return settle_location(setting);
    const std::string fault = complaint(spec, setting.value);
    if (!fault.empty())
        throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is {}", setting.origin, setting.value, fault));
    if (spec.kind == ValueKind::interval) (void)pipeline::parse_interval(setting.value);
}

/// A variable may say a flag the way shells do, and separates a list like PATH.
Setting from_variable(const SettingSpec& spec, const std::string& name, const std::string& value) {
    Setting setting{value, name};
    if (spec.kind == ValueKind::flag && (value == "1" || value == "yes" || value == "on")) setting.value = "true";
    if (spec.kind == ValueKind::flag && (value == "0" || value == "no" || value == "off")) setting.value = "false";
    if (spec.kind == ValueKind::list) std::ranges::replace(setting.value, ':', '\n');
    return setting;
}

Setting first_given(const SettingSpec& spec, const SettingMap& flags, const SettingMap& file,
                    const Environment& environment) {
    if (const auto flag = flags.find(spec.key); flag != flags.end()) return flag->second;
    const std::string variable = variable_of(spec);
    if (const auto value = environment(variable)) return from_variable(spec, variable, *value);
    if (const auto entry = file.find(spec.key); entry != file.end()) return entry->second;
    return {std::string(spec.default_value), "default"};
}

/// What was said on the command line for the algorithm that is not in use has no meaning.
void refuse_other_algorithm(const Settings& settings) {
    const std::string& chosen = settings.text("cluster.algorithm");
    for (const SettingSpec& spec : setting_specs()) {
        if (spec.only_for.empty() || spec.only_for == chosen || settings.at(spec.key).origin != spec.flag) continue;
        throw Error(ErrorKind::usage, fmt::format("{} is an option of --algorithm {}, and this is {} ({})", spec.flag,
                                                  spec.only_for, chosen, settings.at("cluster.algorithm").origin));
    }
}

[[noreturn]] void refuse_both(const Setting& one, const Setting& other, std::string_view why) {
    throw Error(ErrorKind::usage, fmt::format("{} and {} exclude each other: {}", one.origin, other.origin, why));
}

void check_algorithm(const Settings& settings) {
    refuse_other_algorithm(settings);
    if (settings.text("cluster.algorithm") == "topics") {
        if (settings.is_set("cluster.clusters") && settings.text("cluster.resolution") != "auto")
            refuse_both(settings.at("cluster.resolution"), settings.at("cluster.clusters"),
                        "for a number of topics the resolution is searched for");
    } else if (settings.is_set("cluster.attach") && settings.is_set("cluster.max_noise")) {
        refuse_both(settings.at("cluster.attach"), settings.at("cluster.max_noise"),
                    "either a floor decides what is attached, or the share that may stay noise");
    }
}

/// The name of what every reader has.
const std::string& needed_name(const Setting& setting) {
    if (setting.value.empty() || setting.value == "none")
        throw Error(ErrorKind::usage,
                    fmt::format("{}: \"{}\" is no name, and this cannot be done without; only the title, "
                                "summary, content, url and date of articles may be none",
                                setting.origin, setting.value));
    return setting.value;
}

/// "none": the reader has no such column. An empty name is a mistake, most likely a variable that is not set.
std::string optional_column(const Setting& setting) {
    if (setting.value.empty())
        throw Error(ErrorKind::usage,
                    fmt::format("{}: the name of the column is empty; say none where there is none", setting.origin));
    return setting.value == "none" ? std::string() : setting.value;
}

}  // namespace

std::optional<std::string> process_environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

Settings Settings::resolve(const SettingMap& flags, const SettingMap& file, const Environment& environment) {
    Settings settings;
    for (const SettingSpec& spec : setting_specs()) {
        Setting setting = first_given(spec, flags, file, environment);
        check(spec, setting);
        settings.settings_.emplace(std::string(spec.key), std::move(setting));
    }
    check_algorithm(settings);
    settings.label_key_ = environment("ASTERISM_LABEL_KEY").value_or("");
    if (settings.is_set("labels.endpoint")) pipeline::check_label_endpoint(settings.label_endpoint());
    return settings;
}

const Setting& Settings::at(std::string_view key) const {
    return settings_.find(key)->second;
}

std::int64_t Settings::integer(std::string_view key) const {
    return parsed<std::int64_t>(text(key)).value();
}

double Settings::number(std::string_view key) const {
    return parsed<double>(text(key)).value();
}

std::vector<std::string> Settings::list(std::string_view key) const {
    std::vector<std::string> items;
    const std::string& joined = text(key);
    for (std::size_t begin = 0; begin < joined.size();) {
        const std::size_t end = std::min(joined.find('\n', begin), joined.size());
        if (end > begin) items.push_back(joined.substr(begin, end - begin));
        begin = end + 1;
    }
    return items;
}

const std::string& Settings::database() const {
    if (is_set("database")) return text("database");
    throw Error(ErrorKind::usage,
                "no database was named; give it as the first argument (postgresql://..., \"host=... dbname=...\" or "
                "the path of an SQLite file), in $ASTERISM_DB, or as database = \"...\" in asterism.toml");
}

store::TableNames Settings::table_names() const {
    store::TableNames names;
    names.schema = text("tables.schema");
    names.articles = needed_name(at("tables.articles"));
    names.article_id = needed_name(at("tables.id_column"));
    names.title = optional_column(at("tables.title_column"));
    names.summary = optional_column(at("tables.summary_column"));
    names.content = optional_column(at("tables.content_column"));
    names.url = optional_column(at("tables.url_column"));
    names.published_at = optional_column(at("tables.published_column"));
    names.cluster_id = needed_name(at("tables.cluster_column"));
    names.embeddings = needed_name(at("tables.embeddings"));
    names.embeddings_article_id = needed_name(at("tables.embeddings_id_column"));
    names.embedding = needed_name(at("tables.embedding_column"));
    names.clusters = needed_name(at("tables.clusters"));
    const bool same_table = names.embeddings == names.articles;
    if (same_table && !is_given("tables.embeddings_id_column")) names.embeddings_article_id = names.article_id;
    return names;
}

std::string Settings::table_options() const {
    std::string options;
    for (const SettingSpec& spec : setting_specs()) {
        const Setting& setting = at(spec.key);
        if (spec.group != Group::tables || setting.origin == "default") continue;
        options += fmt::format("{}{}{}{}", options.empty() ? "" : " ", spec.flag,
                               setting.value.starts_with('-') ? "=" : " ", shell_quoted(setting.value));
    }
    return options;
}

ClusterOptions Settings::cluster_options() const {
    ClusterOptions options;
    options.min_cluster_size = static_cast<int>(integer("cluster.min_cluster_size"));
    if (is_set("cluster.min_samples")) options.min_samples = static_cast<int>(integer("cluster.min_samples"));
    options.method = text("cluster.method") == "leaf" ? SelectionMethod::leaf : SelectionMethod::eom;
    options.cluster_selection_epsilon = number("cluster.cluster_selection_epsilon");
    options.max_cluster_size = integer("cluster.max_cluster_size");
    options.allow_single_cluster = flag("cluster.allow_single_cluster");
    options.alpha = number("cluster.alpha");
    options.metric = text("cluster.metric") == "euclidean" ? Metric::euclidean : Metric::cosine;
    options.ties = text("cluster.ties") == "hdbscan" ? Ties::hdbscan : Ties::canonical;
    options.threads = static_cast<int>(integer("threads"));
    return options;
}

pipeline::AlgorithmSettings Settings::algorithm_settings() const {
    pipeline::AlgorithmSettings algorithm;
    if (text("cluster.algorithm") == "topics") {
        TopicOptions& topics = algorithm.topics.emplace();
        topics.layers = false;  // the tables hold the main layer
        topics.certainty = number("cluster.certainty");
        if (text("cluster.resolution") != "auto") topics.resolution = number("cluster.resolution");
        topics.about = about_number(text("cluster.clusters"));
        algorithm.cold = flag("cluster.cold");
        return algorithm;
    }
    if (is_set("cluster.attach")) algorithm.attach.emplace().floor = number("cluster.attach");
    if (is_set("cluster.max_noise")) algorithm.attach.emplace().max_noise = number("cluster.max_noise");
    return algorithm;
}

pipeline::LabelEndpoint Settings::label_endpoint() const {
    pipeline::LabelEndpoint endpoint;
    endpoint.url = text("labels.endpoint");
    endpoint.model = text("labels.model");
    endpoint.key = label_key_;
    endpoint.most_titles = static_cast<int>(integer("labels.titles"));
    endpoint.most_requests = static_cast<int>(integer("labels.most_requests"));
    endpoint.most_tokens = integer("labels.most_tokens");
    return endpoint;
}

}  // namespace asterism::cli
