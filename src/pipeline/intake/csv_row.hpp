/// One row of CSV, taken apart as its text comes in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asterism::pipeline {

/// RFC 4180, and what is written besides: blanks before an opening and behind a closing quote are dropped; text behind
/// a closing quote belongs to the field; quotes inside an unquoted field are text.
class CsvRow {
 public:
    explicit CsvRow(char delimiter) : delimiter_(delimiter) {}

    void add(std::string_view text);
    /// True when the row ends with this line; else the line break is part of a quoted field.
    bool end_line(std::string_view ending);

    [[nodiscard]] const std::vector<std::string>& fields() const { return fields_; }
    [[nodiscard]] std::vector<std::string>& fields() { return fields_; }
    /// Text stood behind a closing quote: when the row has several lines, a quote was probably left open.
    [[nodiscard]] bool is_odd() const { return odd_; }
    /// Nothing but blank fields.
    [[nodiscard]] bool is_blank() const;

 private:
    enum class Place : unsigned char { begin, plain, quoted, behind_quote };
    void add(char c);
    void add_behind_quote(char c);
    [[nodiscard]] bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }
    void end_field();

    char delimiter_;
    std::vector<std::string> fields_{1};
    Place place_ = Place::begin;
    std::string held_;  ///< blanks behind a closing quote
    bool odd_ = false;
};

}  // namespace asterism::pipeline
