#include "cli/config_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <thread>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::cli {
namespace {

using testing::HasSubstr;

std::string refused(const std::string& toml) {
    const Folder folder;
    try {
        (void)read_config_file(folder.write("asterism.toml", toml));
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.what();
    }
    ADD_FAILURE() << "nothing was thrown for: " << toml;
    return {};
}

TEST(ConfigFile, whatever_can_be_read_may_be_named) {
    EXPECT_EQ(find_config_file("/dev/null"), "/dev/null");
    EXPECT_TRUE(read_config_file("/dev/null").empty());
    const Folder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    std::thread writer([&] { std::ofstream(pipe) << "threads = 3\n"; });
    EXPECT_EQ(read_config_file(find_config_file(pipe).value()).at("threads").value, "3");
    writer.join();
    for (const std::string& wrong : {folder / "none.toml", folder / "."})
        EXPECT_THROW((void)find_config_file(wrong), Error);
}

TEST(ConfigFile, values_come_with_their_line) {
    const Folder folder;
    const std::string path = folder.write("asterism.toml", R"(database = "reader.db"
every = "1d"
strict = true
[cluster]
min_cluster_size = 25
cluster_selection_epsilon = 0.5
alpha = 2
[step1]
files = ["a.jsonl", "b.csv"]
)");
    const SettingMap settings = read_config_file(path);
    EXPECT_EQ(settings.at("database").value, "reader.db");
    EXPECT_EQ(settings.at("strict").value, "true");
    EXPECT_EQ(settings.at("cluster.min_cluster_size").value, "25");
    EXPECT_EQ(settings.at("cluster.min_cluster_size").origin, path + ":5");
    EXPECT_EQ(settings.at("cluster.cluster_selection_epsilon").value, "0.5");
    EXPECT_EQ(settings.at("cluster.alpha").value, "2");
    EXPECT_EQ(settings.at("step1.files").value, "a.jsonl\nb.csv");
    EXPECT_EQ(settings.size(), 7U);
}

TEST(ConfigFile, an_unknown_key_is_an_error_with_its_line_and_the_nearest_key) {
    EXPECT_THAT(refused("\n[cluster]\nmin_clster_size = 5\n"),
                HasSubstr("asterism.toml:3: \"cluster.min_clster_size\" is no setting"));
    EXPECT_THAT(refused("[cluster]\nmin_clster_size = 5\n"), HasSubstr("did you mean \"cluster.min_cluster_size\"?"));
    EXPECT_THAT(refused("[clusters]\nmethod = \"eom\"\n"), HasSubstr("\"clusters\" is no setting"));
}

TEST(ConfigFile, a_value_of_the_wrong_type_is_an_error) {
    EXPECT_THAT(refused("every = 5\n"), HasSubstr("\"every\" must be a text in quotes"));
    EXPECT_THAT(refused("[cluster]\nmin_cluster_size = \"5\"\n"), HasSubstr("must be a whole number"));
    EXPECT_THAT(refused("[cluster]\nmin_cluster_size = 5.5\n"), HasSubstr("must be a whole number"));
    EXPECT_THAT(refused("strict = \"yes\"\n"), HasSubstr("must be true or false"));
    EXPECT_THAT(refused("[step1]\nfiles = \"a\"\n"), HasSubstr("must be a list of texts"));
    EXPECT_THAT(refused("cluster = 5\n"), HasSubstr("is no setting"));
}

TEST(ConfigFile, what_is_no_toml_is_an_error_with_its_line) {
    EXPECT_THAT(refused("every = \"1d\"\nnonsense\n"), HasSubstr("line 2 is not TOML"));
}

TEST(ConfigFile, a_file_the_user_names_must_exist) {
    const Folder folder;
    EXPECT_THROW((void)find_config_file(folder / "none.toml"), Error);
    const std::string path = folder.write("my.toml", "");
    EXPECT_EQ(find_config_file(path), path);
}

}  // namespace
}  // namespace asterism::cli
