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
