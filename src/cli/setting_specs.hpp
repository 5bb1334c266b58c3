/// Every setting of the program in one table: its key in the config file, its flag, its variable, its default.
///
/// The command line, the environment, the config file, the help and `asterism config` are all made from this table.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace asterism::cli {

/// resolution: a number, or auto; about: "about:N", a number of clusters that is to be met roughly.
enum class ValueKind : std::uint8_t {
    text,
    location,
    integer,
    number,
    flag,
    choice,
    interval,
    list,
    resolution,
    about
};

/// Which commands offer the flag.
enum class Group : std::uint8_t {
    database,
    tables,
    init,
    engine,
    themes,
    labels,
    threads,
    strict,
    ingest,
    schedule,
    step1
};

struct SettingSpec {
    std::string_view key;            ///< "cluster.min_samples" is min_samples under [cluster] in the file
    std::string_view flag;           ///< "--min-samples"; empty for the database, which is an argument
    std::string_view default_value;  ///< empty = unset
    Group group;
    ValueKind kind;
    double minimum = 0;             ///< integers and numbers
    std::string_view choices = {};  ///< "eom|leaf"
    std::string_view help = {};
    std::string_view only_for = {};  ///< the algorithm that knows it; empty: both, or it is none of clustering
    double maximum = std::numeric_limits<double>::infinity();  ///< numbers
};

[[nodiscard]] std::span<const SettingSpec> setting_specs();

/// nullptr when there is no such key.
[[nodiscard]] const SettingSpec* find_spec(std::string_view key);

/// "ASTERISM_MIN_SAMPLES"; "ASTERISM_DB" for the database.
[[nodiscard]] std::string variable_of(const SettingSpec& spec);

}  // namespace asterism::cli
