#include "store/held_back.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace asterism::store {

Error held_back(std::int64_t rows, std::string_view what, std::string_view table,
                const std::vector<std::string>& obstacles) {
    const std::string cause = obstacles.empty() ? std::string("another writer, or a view that does not show every row")
                                                : fmt::format("{}", fmt::join(obstacles, ", "));
    return {ErrorKind::privilege,
            fmt::format("{} {}: {} holds them back ({}); none of these rows was kept; let such writes through and run "
                        "this again",
                        rows, what, table, cause)};
}

}  // namespace asterism::store
