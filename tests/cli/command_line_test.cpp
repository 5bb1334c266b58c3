#include "cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CommandLine : public testing::Test {
 protected:
    ParsedLine parse(std::vector<const char*> arguments) {
        arguments.insert(arguments.begin(), "asterism");
        commands_ = all_commands();
        return parse_command_line(arguments, commands_);
    }
    std::string refused(const std::vector<const char*>& arguments) {
        try {
            (void)parse(arguments);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            return error.what();
        }
        ADD_FAILURE() << "nothing was thrown";
        return {};
    }

 private:
    std::vector<Command> commands_;
};

TEST_F(CommandLine, flags_and_the_database_land_under_their_setting_keys) {
    const auto line =
        parse({"cluster", "my.db", "--min-cluster-size", "7", "--method=leaf", "--strict", "--json", "-q"});
    EXPECT_EQ(line.command->name, "cluster");
    EXPECT_EQ(line.flags.at("database").value, "my.db");
    EXPECT_EQ(line.flags.at("cluster.min_cluster_size").value, "7");
    EXPECT_EQ(line.flags.at("cluster.min_cluster_size").origin, "--min-cluster-size");
    EXPECT_EQ(line.flags.at("cluster.method").value, "leaf");
    EXPECT_EQ(line.flags.at("strict").value, "true");
    EXPECT_TRUE(line.json);
    EXPECT_TRUE(line.quiet);
}

TEST_F(CommandLine, an_option_of_a_command_with_nothing_behind_it_is_refused) {
    for (const auto& arguments :
         std::vector<std::vector<const char*>>{{"cluster", "v.npy", "--labels", ""},
                                               {"cluster", "v.npy", "--labels="},
                                               {"cluster", "--labels=", "v.npy"},
                                               {"cluster", "--min-cluster-size=", "v.npy"},
                                               {"cluster", "v.npy", "--strict="},
                                               {"themes", "my.db", "--only", ""},
                                               {"runs", "my.db", "--limit", ""},
                                               {"ingest", "my.db", "a.jsonl", "--embeddings", ""},
                                               {"run", "my.db", "--file", ""},
                                               {"run", "my.db", "--file", "a.jsonl", "--file", ""},
                                               {"status", "my.db", "--config", ""}})
        EXPECT_THAT(refused(arguments), HasSubstr(": the value is empty; give one, or leave it out"));
}

TEST_F(CommandLine, common_options_may_stand_before_the_command) {
    const auto line = parse({"-q", "--config", "x.toml", "status", "my.db"});
    EXPECT_TRUE(line.quiet);
    EXPECT_EQ(line.config_file, "x.toml");
}

TEST_F(CommandLine, ingest_takes_the_first_word_for_the_database_unless_it_is_a_file_of_articles) {
    const auto both = parse({"ingest", "my.db", "a.jsonl", "b.csv"});
    EXPECT_EQ(both.flags.at("database").value, "my.db");
    EXPECT_THAT(both.words, ElementsAre("a.jsonl", "b.csv"));
    const auto files = parse({"ingest", "a.jsonl", "b.csv"});
    EXPECT_FALSE(files.flags.contains("database"));
    EXPECT_THAT(files.words, ElementsAre("a.jsonl", "b.csv"));
    EXPECT_THAT(parse({"ingest", "-"}).words, ElementsAre("-"));
}

TEST_F(CommandLine, clusters_takes_a_number_alone_for_the_id) {
    EXPECT_THAT(parse({"clusters", "17"}).words, ElementsAre("17"));
    const auto both = parse({"clusters", "my.db", "17"});
    EXPECT_EQ(both.flags.at("database").value, "my.db");
    EXPECT_THAT(both.words, ElementsAre("17"));
}

TEST_F(CommandLine, a_repeated_file_flag_makes_a_list) {
    EXPECT_EQ(parse({"run", "my.db", "--file", "a.jsonl", "--file", "b.csv"}).flags.at("step1.files").value,
              "a.jsonl\nb.csv");
}

TEST_F(CommandLine, unknown_words_get_the_nearest_known_one) {
    EXPECT_THAT(refused({"clsuter", "my.db"}), HasSubstr("did you mean \"cluster\"?"));
    EXPECT_THAT(refused({"cluster", "my.db", "--min-clstr-size", "5"}),
                HasSubstr("did you mean \"--min-cluster-size\"?"));
    EXPECT_THAT(refused({"cluster", "--mehtod=leaf", "my.db"}), HasSubstr("did you mean \"--method\"?"));
    EXPECT_THAT(refused({"status", "my.db", "--min-samples", "5"}), HasSubstr("but \"asterism cluster\" has"));
    EXPECT_THAT(refused({"--frobnicate"}), HasSubstr("--frobnicate"));
}

TEST_F(CommandLine, what_is_missing_or_too_much_is_said) {
    EXPECT_THAT(refused({}), HasSubstr("which command?"));
    EXPECT_THAT(refused({"cluster", "my.db", "other.db"}), HasSubstr("other.db"));
    EXPECT_THAT(refused({"cluster", "my.db", "--method"}), HasSubstr("--method"));
}

TEST_F(CommandLine, help_teaches_with_examples) {
    EXPECT_THAT(parse({"--help"}).help, HasSubstr("asterism ingest reader.db articles.jsonl"));
    for (const Command& command : all_commands()) {
        const std::string help = parse({std::string(command.name).c_str(), "--help"}).help;
        EXPECT_THAT(help, HasSubstr("Usage: asterism " + std::string(command.name)));
        EXPECT_THAT(help, HasSubstr("Example"));
    }
    EXPECT_THAT(parse({"--version"}).help, testing::StartsWith("asterism "));
}

}  // namespace
}  // namespace asterism::cli
