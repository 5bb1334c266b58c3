#include "store/files/output_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::store {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& name, std::string_view text, const Observer* observer = nullptr) {
    OutputFile file(name, observer);
    file.write(text);
    file.commit();
}

/// Kind of the Error that `work` throws; 0 for none.
template <class Work>
int kind_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.exit_code();
    }
    return 0;
}

constexpr int kUsage = static_cast<int>(ErrorKind::usage);

struct stat info_of(const fs::path& path) {
    struct stat info {};
    EXPECT_EQ(lstat(path.c_str(), &info), 0) << path;
    return info;
}

unsigned rights_of(const fs::path& path) {
    return info_of(path).st_mode & 07777;
}

/// Exit code of a child that runs `work` without the rights of root.
template <class Work>
int kind_as_nobody(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        constexpr uid_t kNobody = 65534;
        if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(99);
        _exit(kind_of(work));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Cancelled : Observer {
    [[nodiscard]] bool cancelled() const override { return ++asked_ > 3; }
    mutable int asked_ = 0;
};

struct Pipe {
    Pipe() { EXPECT_EQ(pipe(ends.data()), 0); }
    ~Pipe() {
        for (const int end : ends)
            close(end);
    }
    [[nodiscard]] std::string name() const { return "/dev/fd/" + std::to_string(ends[1]); }
    std::array<int, 2> ends{};
};

}  // namespace

TEST(OutputFile, LinksAreFollowedAlsoToAFileThatIsNotThereYet) {
    const Folder folder;
    fs::create_directory(folder / "data");
    folder.write("data/real.csv", "old");
    fs::create_symlink("data/real.csv", folder / "link.csv");
    fs::create_symlink(folder / "link.csv", folder / "second.csv");
    fs::create_symlink("data/new.csv", folder / "dangling.csv");
    write(folder / "second.csv", "new");
    write(folder / "dangling.csv", "made");
    EXPECT_EQ(folder.read("data/real.csv"), "new");
    EXPECT_EQ(folder.read("data/new.csv"), "made");
    for (const char* link : {"link.csv", "second.csv", "dangling.csv"})
        EXPECT_TRUE(fs::is_symlink(folder / link)) << link;
    fs::create_symlink("loop.csv", folder / "loop.csv");
    EXPECT_EQ(kind_of([&] { write(folder / "loop.csv", ""); }), kUsage);
}

TEST(OutputFile, AReplacedFileKeepsItsRightsAndNobodyReadsMoreMeanwhile) {
    const Folder folder;
    const auto mask = umask(0);
    for (const unsigned rights : {0600U, 0640U, 0666U, 0200U, 0755U}) {
        folder.write("a.csv", "old");
        fs::permissions(folder / "a.csv", static_cast<fs::perms>(rights));
        OutputFile file(folder / "a.csv");
        for (const auto& entry : fs::directory_iterator(folder.path()))
            EXPECT_EQ(rights_of(entry.path()) & ~rights, 0U) << entry.path();
        file.commit();
        EXPECT_EQ(rights_of(folder / "a.csv"), rights);
    }
    umask(0027);
    write(folder / "new.csv", "");
    EXPECT_EQ(rights_of(folder / "new.csv"), 0640U) << "a new file has what the process gives";
    umask(mask);
}

TEST(OutputFile, AReplacedFileKeepsItsOwnerWhereThisUserMayGiveIt) {
    const Folder folder;
    folder.write("a.csv", "old");
    fs::permissions(folder / "a.csv", static_cast<fs::perms>(0660));
    const uid_t owner = geteuid() == 0 ? 12345 : geteuid();
    const gid_t group = geteuid() == 0 ? 23456 : getegid();
    ASSERT_EQ(chown((folder / "a.csv").c_str(), owner, group), 0);
    write(folder / "a.csv", "new");
    const auto info = info_of(folder / "a.csv");
    EXPECT_EQ(info.st_uid, owner);
    EXPECT_EQ(info.st_gid, group);
    EXPECT_EQ(info.st_mode & 07777, 0660U);
}

TEST(OutputFile, OtherNamesOfAFileShowTheNewContentsToo) {
    const Folder folder;
    folder.write("a.csv", "old, and longer than what comes");
    fs::create_hard_link(folder / "a.csv", folder / "other.csv");
    const auto inode = info_of(folder / "a.csv").st_ino;
    for (const char* text : {"new", "and newer, which is longer than what was there", ""}) {
        write(folder / "a.csv", text);
        EXPECT_EQ(folder.read("other.csv"), text);
    }
    EXPECT_EQ(info_of(folder / "a.csv").st_ino, inode);
    OutputFile(folder / "a.csv").write("never committed");
    EXPECT_EQ(folder.read("a.csv"), "");
    EXPECT_EQ(folder.files(), 2U) << "nothing is left beside it";
}

/// Only root can give the file to somebody else; for others it is their own, in the same folders.
TEST(OutputFile, AFileThatIsNotOursKeepsItsOwnerAndGroupWhoeverWrites) {
    const Folder folder;
    const auto keeps = [&](unsigned rights_of_folder, const char* what) {
        fs::permissions(folder.path(), static_cast<fs::perms>(0755));
        folder.write("a.csv", "old");
        if (geteuid() == 0) {
            EXPECT_EQ(chown((folder / "a.csv").c_str(), 12345, 23456), 0);
        }
        fs::permissions(folder / "a.csv", static_cast<fs::perms>(0666));
        const auto old = info_of(folder / "a.csv");
        fs::permissions(folder.path(), static_cast<fs::perms>(rights_of_folder));
        EXPECT_EQ(kind_as_nobody([&] { write(folder / "a.csv", "new"); }), 0) << what;
        const auto info = info_of(folder / "a.csv");
        EXPECT_EQ(folder.read("a.csv"), "new") << what;
        EXPECT_EQ(info.st_uid, old.st_uid) << what;
        EXPECT_EQ(info.st_gid, old.st_gid) << what;
        EXPECT_EQ(info.st_mode, old.st_mode) << what;
        EXPECT_EQ(folder.files(), 1U) << what;
    };
    keeps(0777, "in a folder of everybody's");
    keeps(01777, "in a folder like /tmp");
    keeps(0555, "in a folder that may not be written");
    fs::permissions(folder.path(), static_cast<fs::perms>(0755));
}

TEST(OutputFile, AnAccessListStays) {
    const Folder folder;
    folder.write("a.csv", "old");
    // Version 2; owner, user 12345, group, mask, others: each a tag, rights and an id in little endian.
    const std::string list(
        "\2\0\0\0\1\0\6\0\377\377\377\377\2\0\4\0\71\60\0\0\4\0\4\0\377\377\377\377"
        "\20\0\4\0\377\377\377\377\40\0\0\0\377\377\377\377",
        44);
    const char* const kList = "system.posix_acl_access";
    if (setxattr((folder / "a.csv").c_str(), kList, list.data(), list.size(), 0) != 0)
        GTEST_SKIP() << "this file system has no access lists";
    write(folder / "a.csv", "new");
    std::string now(100, 0);
    now.resize(static_cast<std::size_t>(
        std::max<ssize_t>(0, getxattr((folder / "a.csv").c_str(), kList, now.data(), now.size()))));
    EXPECT_EQ(now, list);
    EXPECT_EQ(folder.read("a.csv"), "new");
}

/// For an ordinary user: root of a user namespace of its own, where it may mount.
bool become_root() {
    const uid_t user = geteuid();
    const gid_t group = getegid();
    if (user == 0) return true;
    if (unshare(CLONE_NEWUSER) != 0) return false;
    const auto say = [](const char* file, const std::string& text) {
        return static_cast<bool>(std::ofstream(file) << text << std::flush);
    };
    return say("/proc/self/setgroups", "deny") && say("/proc/self/uid_map", "0 " + std::to_string(user) + " 1") &&
           say("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
}

/// In a child, whose mounts nobody else sees.
TEST(OutputFile, AFileThatIsMountedAloneIsWritten) {
    const Folder folder;
    folder.write("outside.csv", "old");
    folder.write("inside.csv", "");
    const pid_t child = fork();
    if (child == 0) {
        const bool mounted =
            become_root() && unshare(CLONE_NEWNS) == 0 && mount("", "/", "", MS_REC | MS_PRIVATE, nullptr) == 0 &&
            mount((folder / "outside.csv").c_str(), (folder / "inside.csv").c_str(), "", MS_BIND, nullptr) == 0;
        _exit(mounted ? kind_of([&] { write(folder / "inside.csv", "new"); }) : 99);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WEXITSTATUS(status) == 99) GTEST_SKIP() << "mounting is not allowed here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(folder.read("outside.csv"), "new");
    EXPECT_EQ(folder.files(), 2U);
}

TEST(OutputFile, WhatACrashLeftDoesNotStandInTheWay) {
    const Folder folder;
    for (int serial = 0; serial < 300; ++serial)
        folder.write(".a.csv." + std::to_string(getpid()) + "-" + std::to_string(serial) + ".tmp", "half");
    write(folder / "a.csv", "whole");
    EXPECT_EQ(folder.read("a.csv"), "whole");
}

TEST(OutputFile, ANameAsLongAsTheFileSystemTakes) {
    const Folder folder;
    const std::string longest = std::string(251, 'a') + ".csv";
    write(folder / longest, "text");
    EXPECT_EQ(folder.read(longest), "text");
    EXPECT_EQ(kind_of([&] { write(folder / (longest + "x"), ""); }), kUsage);
}

TEST(OutputFile, APipeOrADeviceIsWrittenIntoAndStays) {
    const Folder folder;
    const fs::path fifo = folder / "pipe.csv";
    ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
    const std::string sent(300'000, 'x');  // more than a pipe holds
    std::string got;
    std::thread reader([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(120));
        std::ostringstream bytes;
        bytes << std::ifstream(fifo).rdbuf();
        got = bytes.str();
    });
    write(fifo, sent);
    reader.join();
    EXPECT_EQ(got, sent);
    EXPECT_TRUE(fs::is_fifo(fifo));
    write("/dev/null", sent);
    EXPECT_EQ(kind_of([&] { write("/dev/full", sent); }), static_cast<int>(ErrorKind::resources));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
    EXPECT_EQ(folder.files(), 1U);
}

TEST(OutputFile, ANameOfADescriptorMeansTheDescriptor) {
    const Folder folder;
    const Pipe pipe;
    write(pipe.name(), "through");
    std::array<char, 8> got{};
    EXPECT_EQ(read(pipe.ends[0], got.data(), got.size()), 7);
    EXPECT_STREQ(got.data(), "through");
    EXPECT_EQ(kind_of([&] { write("/dev/fd/" + std::to_string(pipe.ends[0]), "x"); }), kUsage) << "open for reading";
    EXPECT_EQ(kind_of([&] { write("/dev/fd/987", "x"); }), kUsage) << "not open";
    folder.write("log.csv", "first\n");
    const int appending = open((folder / "log.csv").c_str(), O_WRONLY | O_APPEND);
    write("/proc/self/fd/" + std::to_string(appending), "second\n");
    close(appending);
    EXPECT_EQ(folder.read("log.csv"), "first\nsecond\n") << "as the shell's >> wants it";
}

TEST(OutputFile, WaitingForAReaderCanBeInterrupted) {
    const Folder folder;
    const Cancelled cancelled;
    ASSERT_EQ(mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
    EXPECT_EQ(kind_of([&] { write(folder / "pipe.csv", "x", &cancelled); }), 130) << "nobody reads";
    const Pipe pipe;
    const Cancelled later;
    EXPECT_EQ(kind_of([&] { write(pipe.name(), std::string(300'000, 'x'), &later); }), 130) << "a slow reader";
}

TEST(OutputFile, APipeWhoseReaderLeftIsAnError) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe pipe;
    close(pipe.ends[0]);
    EXPECT_EQ(kind_of([&] { write(pipe.name(), "x"); }), static_cast<int>(ErrorKind::resources));
    pipe.ends[0] = open("/dev/null", O_RDONLY);
}

TEST(OutputFile, WhatMayNotBeWrittenIsFoundBeforeAnythingIs) {
    const Folder folder;
    fs::permissions(folder.path(), static_cast<fs::perms>(0755));
    folder.write("mine.csv", "old");
    fs::permissions(folder / "mine.csv", static_cast<fs::perms>(0444));
    fs::create_directory(folder / "open");
    fs::permissions(folder / "open", static_cast<fs::perms>(0777));
    folder.write("open/mine.csv", "old");
    fs::permissions(folder / "open/mine.csv", static_cast<fs::perms>(0444));
    if (geteuid() != 0) fs::permissions(folder.path(), static_cast<fs::perms>(0555));
    const int privilege = static_cast<int>(ErrorKind::privilege);
    for (const char* name : {"new.csv", "mine.csv", "open/mine.csv"})
        EXPECT_EQ(kind_as_nobody([&] { (void)output_target(folder / name); }), privilege) << name;
    EXPECT_EQ(kind_as_nobody([&] { (void)output_target(folder / "open/new.csv"); }), 0);
    fs::permissions(folder.path(), static_cast<fs::perms>(0755));
}

TEST(OutputFile, FoldersAndSocketsAreRefused) {
    const Folder folder;
    fs::create_directory(folder / "dir.csv");
    fs::create_symlink("dir.csv", folder / "link.csv");
    folder.write("file.csv", "");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder / "socket.csv";
    ASSERT_LT(path.size(), sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    for (const char* name : {"dir.csv", "link.csv", "dir.csv/", "none/a.csv", "file.csv/a.csv", "socket.csv", ""})
        EXPECT_EQ(kind_of([&] { (void)output_target(folder / name); }), kUsage) << name;
    close(listener);
}

TEST(OutputTarget, TwoNamesOfOneFileAreTheSame) {
    const Folder folder;
    folder.write("a.csv", "");
    fs::create_hard_link(folder / "a.csv", folder / "hard.csv");
    fs::create_symlink("a.csv", folder / "soft.csv");
    fs::create_symlink("new.csv", folder / "dangling.csv");
    fs::create_symlink(".", folder / "here");
    const auto same = [&](const char* a, const char* b) {
        return output_target(folder / a).same_as(output_target(folder / b));
    };
    for (const char* other : {"a.csv", "hard.csv", "soft.csv", "./a.csv", "here/here/a.csv"})
        EXPECT_TRUE(same("a.csv", other)) << other;
    EXPECT_TRUE(same("new.csv", "here/new.csv"));
    EXPECT_TRUE(same("dangling.csv", "new.csv"));
    EXPECT_FALSE(same("a.csv", "new.csv"));
    EXPECT_FALSE(same("new.csv", "other.csv"));
    EXPECT_TRUE(output_target(folder / "soft.csv").same_as(folder / "hard.csv"));
    EXPECT_FALSE(output_target(folder / "new.csv").same_as(folder / "new.csv")) << "neither is there";
}

}  // namespace asterism::store
