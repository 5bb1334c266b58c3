#include "store/files/labels_csv.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

#include "asterism/error.hpp"
#include "base/folder.hpp"
#include "store/files/npy.hpp"

namespace asterism::store {
namespace {

/// Exit code of a child that may not write files beyond 4 KiB and runs `write`: the kind of its Error, 0 for none.
template <class Write>
int kind_with_a_full_disk(Write write) {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);  // so that write() fails with EFBIG
        const rlimit limit{4096, 4096};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
            write();
            _exit(0);
        } catch (const Error& error) {
            _exit(error.exit_code());
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST(LabelsCsv, IsOneLinePerRow) {
    const Folder folder;
    write_labels_csv(folder / "a.csv", std::vector<std::int32_t>{3, -1, 0}, std::vector<double>{1, 0, 1.0 / 3});
    EXPECT_EQ(folder.read("a.csv"), "row,label,probability\n0,3,1\n1,-1,0\n2,0,0.3333333333333333\n");
}

TEST(LabelsCsv, AnEmptyClusteringIsItsHeader) {
    const Folder folder;
    write_labels_csv(folder / "a.csv", {}, {});
    EXPECT_EQ(folder.read("a.csv"), "row,label,probability\n");
}

TEST(OutputFile, AFullDiskLeavesTheOldFileAndNothingElse) {
    const Folder folder;
    folder.write("a.csv", "old");
    const std::vector<std::int32_t> labels(10'000, 7);
    const std::vector<double> probabilities(10'000, 0.5);
    const int resources = static_cast<int>(ErrorKind::resources);
    EXPECT_EQ(kind_with_a_full_disk([&] { write_labels_csv(folder / "a.csv", labels, probabilities); }), resources);
    EXPECT_EQ(kind_with_a_full_disk([&] { write_npy(folder / "b.npy", labels); }), resources);
    EXPECT_EQ(folder.read("a.csv"), "old");
    EXPECT_EQ(folder.files(), 1U);
}

TEST(OutputFile, AFolderOrAPathWithoutOneIsRefused) {
    const Folder folder;
    for (const auto& path : {folder.path().string(), folder / "none/a.npy"}) {
        try {
            write_npy(path, std::vector<double>{1});
            ADD_FAILURE();
        } catch (const Error& error) {
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::usage)) << error.what();
        }
    }
    EXPECT_EQ(folder.files(), 0U);
}

TEST(OutputFile, AnExistingFileIsReplaced) {
    const Folder folder;
    folder.write("a.npy", "old");
    write_npy(folder / "a.npy", std::vector<double>{1, 2});
    EXPECT_EQ(folder.read("a.npy").size(), 128U + 16U);
}

}  // namespace asterism::store
