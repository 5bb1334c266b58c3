/// Reads the records of an article file one by one: JSON (one object a line, or over several lines, behind each other
/// or in one array) and CSV (RFC 4180 with a header row; commas, semicolons, tabs or bars between the fields).
///
/// Both give JSON objects, so that everything behind them is written once. gzip and UTF-16 are undone, ill-formed UTF-8
/// and NUL bytes repaired. Memory: one record, which may be as long as kLongestRecord. Thread safety: none.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "pipeline/intake/json_literals.hpp"

namespace asterism::pipeline {

inline constexpr std::size_t kLongestRecord = std::size_t{64} << 20U;

struct Record {
    std::int64_t line = 0;  ///< 1-based line of the file on which the record begins
    nlohmann::json object;  ///< an object, unless `error` is set
    Literals literals;      ///< of its numbers that lose digits as double
    std::string error;      ///< why this record cannot be read; empty when it can
    bool is_end = false;    ///< no record, but the place where the input is cut off or damaged; `error` says so
    bool repaired = false;  ///< bytes or spellings that the format does not allow were mended
};

class RecordReader {
 public:
    virtual ~RecordReader() = default;
    /// False at the end of the input. A record that cannot be read comes with `error` set, and reading goes on behind
    /// it; so does the place where the input is cut off or damaged.
    virtual bool next(Record& record) = 0;
};

/// automatic: by what the input begins with (a bracket is JSON, a header row with an id CSV), else by the name.
enum class InputFormat : std::uint8_t { automatic, jsonl, csv };

/// `in` must outlive the reader; it need not be seekable. `name` is that of the file. Error{data}: another kind of file
/// (pipeline/intake/plain_text.hpp), or CSV whose first row is no header with an id.
[[nodiscard]] std::unique_ptr<RecordReader> make_record_reader(std::istream& in, InputFormat format,
                                                               std::string_view name = {});

}  // namespace asterism::pipeline
