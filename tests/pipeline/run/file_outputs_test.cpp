#include "pipeline/run/file_outputs.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::string content(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

struct FileOutputsTest : testing::Test {
    /// What a check of these two says; empty when nothing is wrong.
    [[nodiscard]] std::string refused(const std::string& labels, const std::string& probabilities = "",
                                      bool taken = false) const {
        try {
            (void)check_outputs(input, {labels, probabilities, taken});
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            return error.what();
        }
        return {};
    }
    Folder folder;
    std::string input = folder.write("v.npy", "vectors");
};

TEST_F(FileOutputsTest, neither_output_may_be_the_input_under_any_name) {
    fs::create_symlink("v.npy", folder / "soft.npy");
    fs::create_hard_link(input, folder / "hard.npy");
    fs::create_symlink(".", folder / "here");
    for (const char* name : {"v.npy", "soft.npy", "hard.npy", "./v.npy", "here/v.npy"}) {
        EXPECT_THAT(refused(folder / name), HasSubstr("would be lost")) << name;
        EXPECT_THAT(refused("", folder / name), HasSubstr("--probabilities")) << name;
    }
    input = folder / "soft.npy";
    EXPECT_THAT(refused(folder / "v.npy"), HasSubstr("would be lost"));
    input = folder / "none.npy";
    EXPECT_EQ(refused(folder / "l.npy"), "") << "that there is no input is for the reading to say";
}

TEST_F(FileOutputsTest, two_outputs_need_two_places) {
    fs::create_symlink("new.csv", folder / "soft.csv");
    const std::string old = folder.write("old.csv", "");
    fs::create_hard_link(old, folder / "hard.csv");
    EXPECT_THAT(refused(folder / "a.csv", folder / "./a.csv"), HasSubstr("the same file as --labels"));
    EXPECT_THAT(refused(folder / "new.csv", folder / "soft.csv"), HasSubstr("two names"));
    EXPECT_THAT(refused(old, folder / "hard.csv"), HasSubstr("two names"));
    EXPECT_EQ(refused(folder / "a.csv", folder / "b.csv"), "");
    EXPECT_EQ(refused(folder / "a.csv", folder / "a.npy"), "");
}

TEST_F(FileOutputsTest, the_ending_says_what_is_written) {
    for (const char* name : {"l.txt", "l", "l.csv.gz", "l.npz", "npy", "csv"})
        EXPECT_THAT(refused(folder / name), HasSubstr("neither in .npy nor in .csv")) << name;
    for (const char* name : {"l.npy", "l.csv", "l.NPY", "l.Csv", "l.b.csv"})
        EXPECT_EQ(refused(folder / name), "") << name;
    const std::vector<std::int32_t> labels{0, -1};
    const std::vector<double> probabilities{1, 0};
    write_outputs({folder / "l.CSV", folder / "p.NPY"}, labels, probabilities, nullptr);
    EXPECT_EQ(content(folder / "l.CSV"), "row,label,probability\n0,0,1\n1,-1,0\n");
    EXPECT_THAT(content(folder / "p.NPY"), HasSubstr("'<f8'"));
}

TEST_F(FileOutputsTest, a_pipe_needs_no_ending_and_gets_csv) {
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    ASSERT_EQ(mkfifo((folder / "pipe.npy").c_str(), 0600), 0);
    const int csv = open((folder / "pipe").c_str(), O_RDWR), npy = open((folder / "pipe.npy").c_str(), O_RDWR);
    EXPECT_EQ(refused(folder / "pipe", folder / "pipe.npy"), "");
    const std::vector<std::int32_t> labels{0};
    const std::vector<double> probabilities{1};
    write_outputs({folder / "pipe", folder / "pipe.npy"}, labels, probabilities, nullptr);
    std::string got(200, '\0');
    got.resize(static_cast<std::size_t>(read(csv, got.data(), got.size())));
    EXPECT_EQ(got, "row,label,probability\n0,0,1\n");
    got.resize(200);
    got.resize(static_cast<std::size_t>(read(npy, got.data(), got.size())));
    EXPECT_THAT(got, HasSubstr("NUMPY"));
    close(csv), close(npy);
    EXPECT_EQ(refused("/dev/null"), "");
}

TEST_F(FileOutputsTest, standard_output_is_known_by_any_name_and_refused_when_it_is_taken) {
    for (const char* name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
        EXPECT_TRUE(check_outputs(input, {name, "", false})) << name;
        EXPECT_THAT(refused(name, "", true), HasSubstr("--json")) << name;
        EXPECT_THAT(refused("", name, true), HasSubstr("--probabilities")) << name;
    }
    EXPECT_FALSE(check_outputs(input, {folder / "l.csv", "", true}));
}

}  // namespace
}  // namespace asterism::pipeline
