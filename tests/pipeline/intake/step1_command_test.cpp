#include "pipeline/intake/step1_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

struct Cancelled : Observer {
    [[nodiscard]] bool cancelled() const override { return true; }
};

TEST(Step1Command, runs_in_a_shell_and_knows_the_database) {
    const Folder folder;
    const std::string out = folder / "out";
    step1_command("printf %s \"$ASTERISM_DB\" > '" + out + "'", "my.db");
    std::string text;
    std::ifstream(out) >> text;
    EXPECT_EQ(text, "my.db");
}

TEST(Step1Command, its_output_never_mixes_with_results_on_standard_output) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    step1_command("echo fetched 12 articles", "my.db");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "fetched 12 articles\n");
}

TEST(Step1Command, standard_input_is_empty) {
    EXPECT_NO_THROW(step1_command("test \"$(cat)\" = ''", "my.db"));
}

TEST(Step1Command, another_exit_code_is_an_error_that_names_it) {
    try {
        step1_command("exit 7 # secret", "my.db");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), HasSubstr("ended with exit code 7"));
        EXPECT_THAT(error.what(), testing::Not(HasSubstr("secret")));
    }
    EXPECT_THROW(step1_command("kill -9 $$", "my.db"), Error);
}

TEST(Step1Command, an_interruption_ends_the_command_too) {
    const Cancelled observer;
    try {
        step1_command("exec sleep 600", "my.db", &observer);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

}  // namespace
}  // namespace asterism::pipeline
