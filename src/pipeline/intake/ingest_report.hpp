/// What an ingest did and what it left out, with the lines of the first few of every kind.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/intake/article_fields.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

inline constexpr std::int64_t kListedProblems = 10;        ///< of each kind and file
inline constexpr std::size_t kListedUnknownMembers = 100;  ///< names; what comes more is only counted

struct LineProblem {
    std::string file;  ///< as it was given; empty for a stream
    std::int64_t line = 0;
    Loss loss = Loss::record;
    std::string what;
};

struct IngestReport {
    std::int64_t records = 0;
    store::UpsertReport articles;
    std::int64_t bad_records = 0;
    std::int64_t cut_off = 0;  ///< inputs that are damaged or end early; what they held behind that is not known
    std::int64_t vectors_left_out = 0;  ///< the articles of these and of the next two are stored without them
    std::int64_t dates_ignored = 0;
    std::int64_t members_left_out = 0;  ///< titles and the like that are no texts
    std::int64_t repaired = 0;          ///< records with NUL bytes, ill-formed UTF-8 or JSON that is none, mended
    std::int64_t repeated_ids = 0;      ///< records with the id of one before them in their batch
    std::int64_t vectors_stored = 0;
    std::vector<LineProblem> problems;
    std::map<std::string, std::int64_t> unknown_members;  ///< name, and the records that have it
    std::int64_t more_unknown_members = 0;                ///< with names beyond kListedUnknownMembers

    [[nodiscard]] std::int64_t& count(Loss loss);
    [[nodiscard]] std::int64_t left_out() const {
        return bad_records + cut_off + vectors_left_out + dates_ignored + members_left_out;
    }
    void lose(Loss loss, std::string_view file, std::int64_t line, std::string why);
    void see_unknown(const std::string& member, std::int64_t times = 1);
    void add(const store::UpsertReport& stored);
    void add(const IngestReport& other);
};

/// Of all inputs together.
[[nodiscard]] IngestReport summed(std::span<const IngestReport> reports);

/// Empty when all that was given is stored as it was given: "3 dates not understood, 1 repeated ids".
[[nodiscard]] std::string what_is_not_whole(const IngestReport& report);

/// "\n  FILE line 7: why" for each listed problem.
[[nodiscard]] std::string listed_problems(const IngestReport& report);

}  // namespace asterism::pipeline
