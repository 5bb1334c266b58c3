#include "pipeline/intake/input_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <iterator>
#include <thread>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::pipeline {
namespace {

std::string text_of(std::istream& in) {
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(InputFile, a_regular_file_is_read_from_its_beginning_each_time) {
    const Folder folder;
    InputFile file(folder.write("a.txt", "hello"), true);
    EXPECT_TRUE(file.is_regular());
    for (int time = 0; time < 2; ++time)
        EXPECT_EQ(text_of(*file.open()), "hello");
}

TEST(InputFile, a_pipe_that_is_read_twice_is_kept_in_memory) {
    const Folder folder;
    const std::string path = folder / "pipe";
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    InputFile file(path, true);
    EXPECT_FALSE(file.is_regular());
    std::thread writer([&] { std::ofstream(path) << "hello"; });
    for (int time = 0; time < 2; ++time)
        EXPECT_EQ(text_of(*file.open()), "hello");
    writer.join();
}

TEST(InputFile, what_cannot_be_read_is_named_with_the_reason) {
    const Folder folder;
    for (const auto& [name, why] : {std::pair{"none", "no such file"}, std::pair{".", "a folder"}}) {
        try {
            (void)InputFile(folder / name, false);
            FAIL() << name;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data);
            EXPECT_THAT(error.what(), testing::HasSubstr(why));
        }
    }
}

}  // namespace
}  // namespace asterism::pipeline
