/// Where an output goes: found and checked before the work that fills it.
///
/// A symbolic link is followed to its end, which may be a file that is not there yet. A name that stands for an open
/// descriptor of this program, as /dev/stdout and /dev/fd/5 do, means that descriptor, whatever it is open for. Thread
/// safety: pure functions on files.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace asterism::store {

/// What is there already under a name.
struct ExistingFile {
    dev_t device = 0;
    ino_t inode = 0;
    mode_t mode = 0;
    uid_t owner = 0;
    gid_t group = 0;
    nlink_t names = 1;
    [[nodiscard]] bool same_as(const ExistingFile& other) const {
        return device == other.device && inode == other.inode;
    }
};

struct OutputTarget {
    std::filesystem::path path;         ///< links followed
    std::optional<int> descriptor;      ///< that the name stands for
    std::optional<ExistingFile> there;  ///< nothing: a new file
    /// A pipe, a device or a descriptor: written into as it is, since it cannot be replaced.
    bool direct = false;
    /// A file that another one cannot take the place of: it has further names, an access list or a foreign owner, or
    /// its folder may not be written. It is given new contents (overwrite.hpp).
    bool in_place = false;

    [[nodiscard]] bool is_standard_output() const;
    /// The same place, under whatever names, as far as the file system can tell.
    [[nodiscard]] bool same_as(const OutputTarget& other) const;
    [[nodiscard]] bool same_as(const std::filesystem::path& file) const;
};

/// Writes nothing. Error{usage} for a folder, a socket, a disk, a path that leads nowhere and a descriptor that is not
/// open for writing; Error{privilege} where the file, or the folder that takes a new one, may not be written;
/// Error{resources} on read-only storage.
[[nodiscard]] OutputTarget output_target(const std::filesystem::path& name);

}  // namespace asterism::store
