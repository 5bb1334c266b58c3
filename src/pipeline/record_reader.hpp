/// Reads the records of an article file one by one: JSONL (one JSON object a line) and CSV (RFC 4180 with a header
/// row).
///
/// Both give JSON objects, so that everything behind them is written once. Blank JSONL lines and a byte order mark are
/// skipped; ill-formed UTF-8 and NUL bytes are repaired before parsing. Memory: one record. Thread safety: none.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace asterism::pipeline {

struct Record {
    std::int64_t line = 0;  ///< 1-based line of the file on which the record begins
    nlohmann::json object;  ///< an object, unless `error` is set
    std::string error;      ///< why this record cannot be read; empty when it can
    bool repaired = false;
};

class RecordReader {
 public:
    virtual ~RecordReader() = default;
    /// False at the end of the input. A record that cannot be read comes with `error` set, and reading goes on behind
    /// it.
    virtual bool next(Record& record) = 0;
};

enum class InputFormat : std::uint8_t { jsonl, csv };

/// `in` must outlive the reader. CSV: Error{data} when there is no header row; an empty field counts as absent.
[[nodiscard]] std::unique_ptr<RecordReader> make_record_reader(std::istream& in, InputFormat format);

/// csv for names that end in .csv, else jsonl.
[[nodiscard]] InputFormat format_of(std::string_view file_name);

}  // namespace asterism::pipeline
