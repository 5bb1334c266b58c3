#include "cli/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "asterism/error.hpp"
#include "cli/setting_specs.hpp"

namespace asterism::cli {
namespace {

using testing::HasSubstr;

Environment environment(const std::map<std::string, std::string>& variables) {
    return [variables](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
    };
}

std::string refused(const std::string& key, const std::string& value) {
    try {
        (void)Settings::resolve({{key, {value, "--flag"}}}, {}, environment({}));
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.what();
    }
    ADD_FAILURE() << key << " = " << value << " passed";
    return {};
}

TEST(Settings, a_flag_goes_before_a_variable_before_the_file_before_the_default) {
    const SettingMap flags{{"cluster.min_cluster_size", {"40", "--min-cluster-size"}}};
    const SettingMap file{{"cluster.min_cluster_size", {"20", "asterism.toml:2"}},
                          {"cluster.min_samples", {"21", "asterism.toml:3"}},
                          {"cluster.method", {"leaf", "asterism.toml:4"}}};
    const auto variables = environment({{"ASTERISM_MIN_CLUSTER_SIZE", "30"}, {"ASTERISM_MIN_SAMPLES", "31"}});
    const auto settings = Settings::resolve(flags, file, variables);
    EXPECT_EQ(settings.at("cluster.min_cluster_size").origin, "--min-cluster-size");
    EXPECT_EQ(settings.integer("cluster.min_cluster_size"), 40);
    EXPECT_EQ(settings.at("cluster.min_samples").origin, "ASTERISM_MIN_SAMPLES");
    EXPECT_EQ(settings.integer("cluster.min_samples"), 31);
    EXPECT_EQ(settings.at("cluster.method").origin, "asterism.toml:4");
    EXPECT_EQ(settings.at("cluster.alpha").origin, "default");
}

TEST(Settings, the_defaults_are_those_of_the_engine_and_the_tables) {
    const auto settings = Settings::resolve({}, {}, environment({}));
    const ClusterOptions made = settings.cluster_options();
    const ClusterOptions own;
    EXPECT_EQ(made.min_cluster_size, own.min_cluster_size);
    EXPECT_EQ(made.min_samples, own.min_samples);
    EXPECT_EQ(made.method, own.method);
    EXPECT_EQ(made.cluster_selection_epsilon, own.cluster_selection_epsilon);
    EXPECT_EQ(made.max_cluster_size, own.max_cluster_size);
    EXPECT_EQ(made.allow_single_cluster, own.allow_single_cluster);
    EXPECT_EQ(made.alpha, own.alpha);
    EXPECT_EQ(made.metric, own.metric);
    EXPECT_EQ(made.ties, own.ties);
    EXPECT_EQ(made.threads, own.threads);
    const store::TableNames names = settings.table_names();
    const store::TableNames standard;
    EXPECT_EQ(names.schema, standard.schema);
    EXPECT_EQ(names.articles, standard.articles);
    EXPECT_EQ(names.embeddings_article_id, standard.embeddings_article_id);
    EXPECT_EQ(names.clusters, standard.clusters);
}

TEST(Settings, every_option_reaches_the_engine) {
    const auto settings = Settings::resolve({{"cluster.min_cluster_size", {"7", ""}},
                                             {"cluster.min_samples", {"3", ""}},
                                             {"cluster.method", {"leaf", ""}},
                                             {"cluster.cluster_selection_epsilon", {"0.25", ""}},
                                             {"cluster.max_cluster_size", {"99", ""}},
                                             {"cluster.allow_single_cluster", {"true", ""}},
                                             {"cluster.alpha", {"1.5", ""}},
                                             {"cluster.metric", {"euclidean", ""}},
                                             {"cluster.ties", {"hdbscan", ""}},
                                             {"threads", {"2", ""}}},
                                            {}, environment({}));
    const ClusterOptions made = settings.cluster_options();
    EXPECT_EQ(made.min_cluster_size, 7);
    EXPECT_EQ(made.min_samples, 3);
    EXPECT_EQ(made.method, SelectionMethod::leaf);
    EXPECT_EQ(made.cluster_selection_epsilon, 0.25);
    EXPECT_EQ(made.max_cluster_size, 99);
    EXPECT_TRUE(made.allow_single_cluster);
    EXPECT_EQ(made.alpha, 1.5);
    EXPECT_EQ(made.metric, Metric::euclidean);
    EXPECT_EQ(made.ties, Ties::hdbscan);
    EXPECT_EQ(made.threads, 2);
}

TEST(Settings, a_wrong_value_names_itself_its_origin_and_what_would_do) {
    EXPECT_THAT(refused("cluster.min_cluster_size", "1"),
                HasSubstr("--flag: \"1\" is not a whole number of at least 2"));
    EXPECT_THAT(refused("cluster.min_cluster_size", "ten"), HasSubstr("\"ten\""));
    for (const char* large : {"2147483648", "9223372036854775807", "99999999999999999999"})
        EXPECT_EQ(refused("cluster.min_cluster_size", large),
                  "--flag: \"" + std::string(large) + "\" is more than 2147483647");
    EXPECT_THAT(refused("cluster.cluster_selection_epsilon", "-1"), HasSubstr("at least 0"));
    EXPECT_THAT(refused("cluster.cluster_selection_epsilon", "nan"), HasSubstr("at least 0"));
    EXPECT_THAT(refused("cluster.alpha", "0"), HasSubstr("above 0"));
    EXPECT_THAT(refused("cluster.alpha", "1e400"), HasSubstr("\"1e400\" is beyond the numbers"));
    EXPECT_THAT(refused("cluster.method", "eon"), HasSubstr("eom|leaf"));
    EXPECT_THAT(refused("cluster.allow_single_cluster", "perhaps"), HasSubstr("true or false"));
    EXPECT_THAT(refused("every", "nightly"), HasSubstr("daily"));
}

TEST(Settings, an_empty_value_is_refused_wherever_it_is_not_the_unset_one) {
    for (const SettingSpec& spec : setting_specs()) {
        const bool text =
            spec.kind == ValueKind::text || spec.kind == ValueKind::location || spec.kind == ValueKind::list;
        if (text && spec.default_value.empty()) {
            EXPECT_FALSE(
                Settings::resolve({{std::string(spec.key), {"", "--flag"}}}, {}, environment({})).is_set(spec.key))
                << spec.key;
            continue;
        }
        EXPECT_THAT(refused(std::string(spec.key), ""), HasSubstr("--flag: the value is empty; give ")) << spec.key;
        EXPECT_THROW((void)Settings::resolve({}, {{std::string(spec.key), {"", "asterism.toml:2"}}}, environment({})),
                     Error)
            << spec.key;
    }
    EXPECT_THAT(refused("cluster.min_samples", ""), HasSubstr("a whole number of at least 1, or leave it out"));
    EXPECT_THAT(refused("cluster.method", ""), HasSubstr("one of eom|leaf"));
}

/// Of settings given on the command line, their flags as origin, and in a file.
std::string refused_algorithm(const std::map<std::string, std::string>& flags,
                              const std::map<std::string, std::string>& file = {}) {
    SettingMap given, in_file;
    for (const auto& [key, value] : flags)
        given[key] = {value, std::string(find_spec(key)->flag)};
    for (const auto& [key, value] : file)
        in_file[key] = {value, "asterism.toml:1"};
    try {
        (void)Settings::resolve(given, in_file, environment({})).algorithm_settings();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.what();
    }
    return "";
}

TEST(Settings, options_of_the_other_algorithm_are_refused_as_flags_and_wait_in_the_file) {
    const std::pair<std::string, std::string> topics{"cluster.algorithm", "topics"};
    EXPECT_THAT(refused_algorithm({{"cluster.certainty", "0.4"}}),
                HasSubstr("--certainty is an option of --algorithm topics"));
    EXPECT_THAT(refused_algorithm({{"cluster.cold", "true"}}), HasSubstr("and this is hdbscan (default)"));
    for (const auto& [key, value] : std::map<std::string, std::string>{{"cluster.min_samples", "5"},
                                                                       {"cluster.method", "eom"},
                                                                       {"cluster.cluster_selection_epsilon", "0"},
                                                                       {"cluster.max_cluster_size", "0"},
                                                                       {"cluster.allow_single_cluster", "true"},
                                                                       {"cluster.alpha", "1"},
                                                                       {"cluster.ties", "canonical"},
                                                                       {"cluster.attach", "0.5"},
                                                                       {"cluster.max_noise", "0.5"}}) {
        EXPECT_THAT(refused_algorithm({topics, {key, value}}), HasSubstr("option of --algorithm hdbscan")) << key;
        EXPECT_THAT(refused_algorithm({{key, value}}, {topics}), HasSubstr("topics (asterism.toml:1)")) << key;
        EXPECT_EQ(refused_algorithm({topics}, {{key, value}}), "") << key;
        EXPECT_EQ(refused_algorithm({{key, value}}), "") << key;
    }
    EXPECT_EQ(refused_algorithm({topics, {"cluster.min_cluster_size", "5"}, {"cluster.metric", "euclidean"}}), "");
}

TEST(Settings, what_excludes_each_other_is_refused_wherever_it_stands) {
    EXPECT_THAT(refused_algorithm({{"cluster.attach", "0.5"}}, {{"cluster.max_noise", "0.1"}}),
                HasSubstr("--attach and asterism.toml:1 exclude each other"));
    EXPECT_THAT(refused_algorithm(
                    {{"cluster.algorithm", "topics"}, {"cluster.clusters", "about:9"}, {"cluster.resolution", "2"}}),
                HasSubstr("--resolution and --clusters exclude"));
    EXPECT_EQ(refused_algorithm({}, {{"cluster.clusters", "about:9"}, {"cluster.resolution", "2"}}), "")
        << "nobody looks at them";
}

TEST(Settings, numbers_of_topics_and_attachment_keep_within_their_bounds) {
    EXPECT_THAT(refused("cluster.attach", "1.5"), HasSubstr("\"1.5\" is not a number from 0 to 1"));
    EXPECT_THAT(refused("cluster.max_noise", "-0.1"), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refused("cluster.certainty", "2"), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refused("cluster.resolution", "0"), HasSubstr("auto, or a number from 0.001 to 1000"));
    EXPECT_THAT(refused("cluster.resolution", "fine"), HasSubstr("auto, or"));
    for (const char* wrong : {"40", "about", "about:", "about:0", "about:-3", "about:4x"})
        EXPECT_THAT(refused("cluster.clusters", wrong), HasSubstr("not about:N, N being")) << wrong;
}

TEST(Settings, the_algorithm_gets_what_was_asked_for) {
    const auto plain = Settings::resolve({}, {}, environment({})).algorithm_settings();
    EXPECT_FALSE(plain.attach || plain.topics);
    const auto floor = Settings::resolve({{"cluster.attach", {"0.3", ""}}}, {}, environment({})).algorithm_settings();
    EXPECT_EQ(floor.attach.value().floor, 0.3);
    const auto share = Settings::resolve({{"cluster.max_noise", {"0", ""}}}, {}, environment({})).algorithm_settings();
    EXPECT_EQ(share.attach.value().max_noise, 0.0);
    const SettingMap wanted{{"cluster.algorithm", {"topics", ""}}, {"cluster.resolution", {"1.4", ""}}};
    const auto topics = Settings::resolve(wanted, {}, environment({})).algorithm_settings().topics.value();
    EXPECT_EQ(topics.resolution, 1.4);
    EXPECT_EQ(topics.certainty, 0.5);
    const SettingMap about{{"cluster.algorithm", {"topics", ""}}, {"cluster.clusters", {"about:40", ""}}};
    const auto many = Settings::resolve(about, {}, environment({})).algorithm_settings().topics.value();
    EXPECT_EQ(many.about, 40);
    EXPECT_FALSE(many.resolution.has_value());
}

TEST(Settings, the_label_endpoint_is_checked_up_front_and_its_key_is_no_setting) {
    const SettingMap flags{
        {"labels.endpoint", {"https://h/v1", ""}}, {"labels.model", {"m", ""}}, {"labels.titles", {"2", ""}}};
    const auto made = Settings::resolve(flags, {}, environment({{"ASTERISM_LABEL_KEY", "s3cret"}})).label_endpoint();
    EXPECT_EQ(made.url, "https://h/v1");
    EXPECT_EQ(made.model, "m");
    EXPECT_EQ(made.key, "s3cret");
    EXPECT_EQ(made.most_titles, 2);
    const pipeline::LabelEndpoint own;
    const auto off = Settings::resolve({}, {}, environment({})).label_endpoint();
    EXPECT_EQ(off.url, "");
    EXPECT_EQ(off.most_titles, own.most_titles);
    EXPECT_EQ(off.most_requests, own.most_requests);
    EXPECT_EQ(off.most_tokens, own.most_tokens);
    EXPECT_THAT(refused("labels.endpoint", "example.org"), HasSubstr("https://"));
    EXPECT_THAT(refused("labels.endpoint", "https://h/v1"), HasSubstr("--label-model"));
}

TEST(Settings, variables_say_flags_and_lists_as_shells_do) {
    const auto settings = Settings::resolve({}, {},
                                            environment({{"ASTERISM_STRICT", "1"},
                                                         {"ASTERISM_ALLOW_SINGLE_CLUSTER", "no"},
                                                         {"ASTERISM_FILE", "a.jsonl:b.csv"},
                                                         {"ASTERISM_DB", "my.db"}}));
    EXPECT_TRUE(settings.flag("strict"));
    EXPECT_FALSE(settings.flag("cluster.allow_single_cluster"));
    EXPECT_THAT(settings.list("step1.files"), testing::ElementsAre("a.jsonl", "b.csv"));
    EXPECT_EQ(settings.database(), "my.db");
}

TEST(Settings, without_a_database_the_ways_to_name_one_are_listed) {
    try {
        (void)Settings::resolve({}, {}, environment({})).database();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_THAT(error.what(), HasSubstr("ASTERISM_DB"));
    }
}

TEST(Settings, a_database_is_settled_once_and_a_wrong_one_names_its_origin_and_no_password) {
    const auto settings = Settings::resolve({}, {}, environment({{"ASTERISM_DB", "POSTGRES://me:s3cret@h/news"}}));
    EXPECT_EQ(settings.database(), "postgres://me:s3cret@h/news");
    const std::string message = refused("database", "mysql://me:s3cret@h/news");
    EXPECT_THAT(message, HasSubstr("--flag: a \"mysql://\" address"));
    EXPECT_THAT(message, testing::Not(HasSubstr("s3cret")));
}

TEST(Settings, what_every_reader_has_cannot_be_none) {
    for (const char* key : {"tables.id_column", "tables.cluster_column", "tables.embedding_column",
                            "tables.embeddings_id_column", "tables.articles", "tables.embeddings", "tables.clusters"}) {
        for (const char* name : {"none", ""}) {
            try {
                (void)Settings::resolve({{key, {name, "--flag"}}}, {}, environment({})).table_names();
                ADD_FAILURE() << key;
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::usage);
                EXPECT_THAT(error.what(), HasSubstr("--flag: ")) << key;
            }
        }
    }
}

TEST(Settings, vectors_inside_the_articles_table_share_its_key) {
    const auto settings = Settings::resolve({{"tables.articles", {"items", ""}},
                                             {"tables.id_column", {"item_id", ""}},
                                             {"tables.embeddings", {"items", ""}}},
                                            {}, environment({}));
    EXPECT_EQ(settings.table_names().embeddings_article_id, "item_id");
}

TEST(SettingSpecs, keys_flags_and_variables_are_unique_and_defaults_are_valid) {
    std::set<std::string> names;
    for (const SettingSpec& spec : setting_specs()) {
        EXPECT_TRUE(names.insert(std::string(spec.key)).second) << spec.key;
        EXPECT_TRUE(names.insert(variable_of(spec)).second) << variable_of(spec);
        EXPECT_FALSE(spec.help.empty()) << spec.key;
        EXPECT_EQ(find_spec(spec.key), &spec);
    }
    EXPECT_NO_THROW((void)Settings::resolve({}, {}, environment({})));
}

}  // namespace
}  // namespace asterism::cli
