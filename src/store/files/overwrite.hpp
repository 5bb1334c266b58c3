/// Gives a file that is there new contents without making another file of its name.
///
/// All that hangs on the file stays: other names, owner, group, access lists, a mount. The cost: for as long as the
/// copy takes, readers may see the new beginning before the old end, and a crash leaves the file so. Room is asked for
/// first, where the file system can, so that a full disk leaves the old contents.
#pragma once

#include <filesystem>

namespace asterism::store {

/// `from` is open for reading and writing. Error{privilege} or Error{resources} as `file_error` sorts them.
void overwrite(const std::filesystem::path& target, int from);

}  // namespace asterism::store
