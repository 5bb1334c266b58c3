/// The records of a JSON file, cut out of the text one by one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/intake/line_reader.hpp"
#include "pipeline/intake/record_reader.hpp"

namespace asterism::pipeline {

/// What may stand before and between records: blanks, zero bytes, the separator of RFC 7464.
inline constexpr std::string_view kJsonBlanks{" \t\r\n\x1E\0", 6};

/// One array of objects, or of nothing, rather than a value that is none of our records.
[[nodiscard]] bool begins_array_of_objects(std::string_view head);

/// One object a line, objects over several lines and one array of objects are all read as objects behind each other,
/// with or without commas. Where one is broken, the record that begins there is bad, and reading goes on: with the next
/// line when it stood on one, else with the next line on which an object begins, no deeper indented.
class JsonReader : public RecordReader {
 public:
    JsonReader(LineReader lines, bool is_array) : lines_(std::move(lines)), is_array_(is_array) {}
    bool next(Record& record) override;

 private:
    bool pass_blanks();
    bool pass_bracket_of_array();
    void read_value(Record& record);
    void read_words(Record& record);
    void recover(const Record& broken, std::size_t indentation, std::vector<LinePart>&& taken);
    [[nodiscard]] std::optional<std::size_t> begin_of_record(const LinePart& part, std::size_t indentation) const;
    void pass_line();
    bool end(Record& record);

    LineReader lines_;
    bool is_array_;  ///< its opening bracket was not read yet
    bool in_array_ = false;
    bool end_told_ = false;  ///< that the input ends too early
    LinePart part_;
    std::size_t at_ = 0;  ///< in part_
};

}  // namespace asterism::pipeline
