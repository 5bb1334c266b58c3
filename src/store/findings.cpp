#include "store/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "asterism/error.hpp"

namespace asterism::store {

void require_possible(const InitializeOptions& options) {
    const int dimensions = options.dimensions.value_or(1);
    if (dimensions < 1 || dimensions > kMaxDimensions)
        throw Error(ErrorKind::usage,
                    fmt::format("{} dimensions are not possible; give 1 to {}", dimensions, kMaxDimensions));
}

std::string told(const Finding& finding) {
    return finding.mend.empty() ? finding.what : finding.what + "; this mends it: " + finding.mend;
}

Finding told(const OpenRuns& runs, const std::string& cluster) {
    const std::string which =
        runs.count == 1
            ? fmt::format("run {} has been running since {}; if no program is at work, it was cut off", runs.first,
                          runs.since)
            : fmt::format(
                  "{} runs, {} to {}, have been running since {} and later; if no program is at work, they were "
                  "cut off",
                  runs.count, runs.first, runs.last, runs.since);
    return {Finding::Severity::warning, which + " and changed nothing", cluster};
}

std::vector<Finding> told(const ArticleIdFaults& faults, std::string_view articles, std::string_view article_id) {
    std::vector<Finding> findings;
    if (faults.without_id > 0)
        findings.push_back({Finding::Severity::warning,
                            fmt::format("{} articles of {} have no \"{}\"; they are left out of everything",
                                        faults.without_id, articles, article_id),
                            ""});
    if (faults.repeated > 0)
        findings.push_back(
            {Finding::Severity::error,
             fmt::format("{} values of \"{}\" stand in more than one row of {} ({}{}), so no run begins; delete the "
                         "rows that are too many, or name a view with one row for each",
                         faults.repeated, article_id, articles, faults.examples, faults.repeated > 5 ? ", ..." : ""),
             ""});
    return findings;
}

void refuse_repeated(const ArticleIdFaults& faults, std::string_view articles, std::string_view article_id) {
    if (faults.repeated > 0) throw Error(ErrorKind::data, told(told(faults, articles, article_id).back()));
}

std::optional<Finding> told(const std::map<Rejection, std::int64_t>& unusable) {
    std::string which;
    for (const auto& [reason, count] : unusable) {
        if (count > 0) which += fmt::format("{}{} {}", which.empty() ? "" : ", ", count, to_string(reason));
    }
    if (which.empty()) return std::nullopt;
    return Finding{Finding::Severity::warning, "vectors that every run leaves out: " + which, ""};
}

std::array<std::string, kOptionalColumns> optional_columns(const TableNames& names) {
    return {names.title, names.summary, names.content, names.url, names.published_at};
}

std::vector<Finding> absent_columns(const TableNames& names, const std::string& table,
                                    const std::function<bool(const std::string&)>& has, const std::string& columns) {
    std::vector<Finding> findings;
    const auto named = optional_columns(names), usual = optional_columns(TableNames());
    std::string absent;
    for (std::size_t k = 0; k < kOptionalColumns; ++k) {
        if (named[k].empty() || has(named[k])) continue;
        if (named[k] == usual[k])
            absent += (absent.empty() ? "\"" : ", \"") + named[k] + "\"";
        else
            findings.push_back(
                {Finding::Severity::error,
                 fmt::format("{} has no column \"{}\"; it has {}. Give the right name, or none where there "
                             "is none",
                             table, named[k], columns),
                 ""});
    }
    if (!absent.empty())
        findings.push_back({Finding::Severity::warning,
                            fmt::format("{} has no column {}: taken as empty. Another name, or none, may be given with "
                                        "--title-column and its like",
                                        table, absent),
                            ""});
    if (std::none_of(named.begin(), named.begin() + 3, has))
        findings.push_back({Finding::Severity::warning,
                            fmt::format("{} has no title, summary or content: clusters get no names", table), ""});
    return findings;
}

void refuse_errors(std::span<const Finding> findings) {
    std::string message;
    for (const Finding& finding : findings) {
        if (finding.severity != Finding::Severity::error) continue;
        if (!message.empty()) message += '\n';
        message += told(finding);
    }
    if (!message.empty()) throw Error(ErrorKind::schema, message);
}

std::vector<std::string> told_warnings(std::span<const Finding> findings) {
    std::vector<std::string> warnings;
    for (const Finding& finding : findings) {
        if (finding.severity == Finding::Severity::warning) warnings.push_back(told(finding));
    }
    return warnings;
}

}  // namespace asterism::store
