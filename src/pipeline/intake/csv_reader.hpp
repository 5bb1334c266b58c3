/// The records of a CSV file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/intake/csv_row.hpp"
#include "pipeline/intake/line_reader.hpp"
#include "pipeline/intake/record_reader.hpp"

namespace asterism::pipeline {

struct CsvDialect {
    char delimiter = ',';
    bool carriage_returns = false;  ///< rows end with "\r" alone
    bool names_an_id = false;       ///< the first row has a column that article ids can come from
};

/// From the first row: the delimiter with which it names most members that are read, then the one with most columns.
/// "sep=;" before the header row, which spreadsheets write, counts.
[[nodiscard]] CsvDialect csv_dialect(std::string_view head);

/// Blanks around names are dropped; an empty field and \N, as databases write NULL, are absent; a row without text is
/// passed over. Where a quote was left open, the line on which its row begins is the bad record, and reading goes on
/// with the next line.
class CsvReader : public RecordReader {
 public:
    /// Error{data}: no header row, one without an id, or one that names a member twice.
    CsvReader(std::unique_ptr<ByteSource> text, CsvDialect dialect);
    bool next(Record& record) override;

 private:
    enum class Outcome : unsigned char { row, unclosed, too_long, end };
    Outcome read_row(CsvRow& row);
    void give_back_but_first_line(std::vector<LinePart>&& taken);
    void read_header();
    void fill(CsvRow& row, Record& record) const;

    LineReader lines_;
    char delimiter_;
    std::vector<std::string> header_;
    std::int64_t row_line_ = 0;  ///< on which the last row began
};

}  // namespace asterism::pipeline
