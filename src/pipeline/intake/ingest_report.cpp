#include "pipeline/intake/ingest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace asterism::pipeline {

std::int64_t& IngestReport::count(Loss loss) {
    switch (loss) {
        case Loss::vector:
            return vectors_left_out;
        case Loss::date:
            return dates_ignored;
        case Loss::member:
            return members_left_out;
        case Loss::record:
            break;
    }
    return bad_records;
}

void IngestReport::lose(Loss loss, std::string_view file, std::int64_t line, std::string why) {
    if (++count(loss) <= kListedProblems) problems.push_back({std::string(file), line, loss, std::move(why)});
}

void IngestReport::see_unknown(const std::string& member, std::int64_t times) {
    const auto known = unknown_members.find(member);
    if (known != unknown_members.end())
        known->second += times;
    else if (unknown_members.size() < kListedUnknownMembers)
        unknown_members.emplace(member, times);
    else
        more_unknown_members += times;
}

void IngestReport::add(const store::UpsertReport& stored) {
    articles.inserted += stored.inserted;
    articles.updated += stored.updated;
    articles.unchanged += stored.unchanged;
    articles.shortened += stored.shortened;
    for (const store::Unstored& one : stored.unstored) {
        const auto known = std::ranges::find(articles.unstored, one.member, &store::Unstored::member);
        if (known == articles.unstored.end())
            articles.unstored.push_back(one);
        else
            known->articles += one.articles;
    }
}

void IngestReport::add(const IngestReport& other) {
    records += other.records;
    add(other.articles);
    bad_records += other.bad_records;
    vectors_left_out += other.vectors_left_out;
    dates_ignored += other.dates_ignored;
    members_left_out += other.members_left_out;
    repaired += other.repaired;
    repeated_ids += other.repeated_ids;
    vectors_stored += other.vectors_stored;
    problems.insert(problems.end(), other.problems.begin(), other.problems.end());
    for (const auto& [member, times] : other.unknown_members)
        see_unknown(member, times);
    more_unknown_members += other.more_unknown_members;
}

IngestReport summed(std::span<const IngestReport> reports) {
    IngestReport total;
    for (const IngestReport& one : reports)
        total.add(one);
    return total;
}

std::string listed_problems(const IngestReport& report) {
    std::string text;
    for (const LineProblem& problem : report.problems)
        text += fmt::format("\n  {}{}line {}: {}", problem.file, problem.file.empty() ? "" : " ", problem.line,
                            problem.what);
    return text;
}

}  // namespace asterism::pipeline
