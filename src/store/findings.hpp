/// From what an inspection found to the error or the warning that says it.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/records.hpp"

namespace asterism::store {

/// "what; this mends it: mend".
/// Error{usage} for dimensions that no vector can have.
void require_possible(const InitializeOptions& options);

[[nodiscard]] std::string told(const Finding& finding);

/// Error{schema} with all errors among the findings; nothing when there is none.
void refuse_errors(std::span<const Finding> findings);

/// Runs that are recorded as running and younger than what is published.
struct OpenRuns {
    std::int64_t count = 0;
    RunId first = 0, last = 0;
    std::string since;  ///< when the first of them began
};
/// One line for all of them; `cluster` is the command that makes a run.
[[nodiscard]] Finding told(const OpenRuns& runs, const std::string& cluster);

/// Vectors that no run can use, by why, as one warning; nullopt when there are none.
[[nodiscard]] std::optional<Finding> told(const std::map<Rejection, std::int64_t>& unusable);

/// Which of the columns a reader may lack are not in its table. One under its usual name may be: it is taken as empty.
/// One that somebody named must be there. `has` asks the table, `columns` are its own, for the message.
[[nodiscard]] std::vector<Finding> absent_columns(const TableNames& names, const std::string& table,
                                                  const std::function<bool(const std::string&)>& has,
                                                  const std::string& columns);

/// The columns a reader may lack: title, summary, content, url, published_at, in this order. Empty: it has none.
inline constexpr std::size_t kOptionalColumns = 5;
inline constexpr std::size_t kTime = 4;  ///< the place of published_at among them
[[nodiscard]] std::array<std::string, kOptionalColumns> optional_columns(const TableNames& names);

/// Of the findings whose severity is warning, told.
[[nodiscard]] std::vector<std::string> told_warnings(std::span<const Finding> findings);

}  // namespace asterism::store
