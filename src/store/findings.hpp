/// From what an inspection found to the error or the warning that says it.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.hpp"

namespace asterism::store {

/// Error{usage} for dimensions that no vector can have.
void require_possible(const InitializeOptions& options);

/// "what; this mends it: mend".
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

/// Articles that no run can name, or tell apart.
struct ArticleIdFaults {
    std::int64_t without_id = 0;
    std::int64_t repeated = 0;  ///< ids that come more than once
    std::string examples;       ///< the first five of those
};
/// A warning and an error, each with its count.
[[nodiscard]] std::vector<Finding> told(const ArticleIdFaults& faults, std::string_view articles,
                                        std::string_view article_id);
/// Error{data} when ids come more than once: their clusters would be counted otherwise than their vectors.
void refuse_repeated(const ArticleIdFaults& faults, std::string_view articles, std::string_view article_id);

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
