#include "pipeline/intake/ingest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::size_t kNamedUnknownMembers = 10;

}  // namespace

std::int64_t& IngestReport::count(Loss loss) {
    switch (loss) {
        case Loss::rest:
            return cut_off;
        case Loss::vector:
            return vectors_left_out;
        case Loss::date:
            return dates_ignored;
        case Loss::member:
            return members_left_out;
        case Loss::mended:
            return repaired;
        case Loss::repeated:
            return repeated_ids;
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
    cut_off += other.cut_off;
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

std::string what_is_not_whole(const IngestReport& report) {
    std::string text;
    const auto add = [&](std::int64_t count, std::string_view what) {
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
    };
    add(report.bad_records, "records left out");
    add(report.cut_off, "files damaged or cut off");
    add(report.vectors_left_out, "vectors left out");
    add(report.dates_ignored, "dates not understood");
    add(report.members_left_out, "other members left out");
    add(report.repaired, "records mended");
    add(report.repeated_ids, "repeated ids");
    add(report.articles.shortened, "texts cut to the length of their column");
    for (const store::Unstored& lost : report.articles.unstored)
        add(lost.articles, fmt::format("times {} not stored ({})", lost.member, lost.why));
    std::size_t named = 0;
    for (const auto& [member, records] : report.unknown_members)
        if (named++ < kNamedUnknownMembers)
            add(records, fmt::format("times \"{}\", which nobody reads", text::utf8_prefix(member, 60)));
    if (named > kNamedUnknownMembers) text += ", and other members that nobody reads";
    return text;
}

std::string listed_problems(const IngestReport& report) {
    std::string text;
    for (const LineProblem& problem : report.problems)
        text += fmt::format("\n  {}{}line {}: {}", problem.file, problem.file.empty() ? "" : " ", problem.line,
                            problem.what);
    return text;
}

}  // namespace asterism::pipeline
