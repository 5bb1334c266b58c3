/// The lines of a text, long ones in parts, with the possibility to give some back and read them again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/intake/byte_source.hpp"

namespace asterism::pipeline {

/// A line, or the next part of one that is longer than 64 KiB.
struct LinePart {
    std::string text;
    std::string ending;     ///< "\n", "\r\n" or "\r"; empty: the line goes on in the next part, or the input ends
    std::int64_t line = 0;  ///< 1-based
};

class LineReader {
 public:
    /// Lines end at "\n" or "\r\n"; with `carriage_returns` at a "\r" alone too.
    LineReader(std::unique_ptr<ByteSource> bytes, bool carriage_returns);

    /// False at the end of the input, and where it is damaged.
    bool next(LinePart& part);
    /// The parts come again, the first one first. `parts` must be what next() gave last, in order.
    void give_back(std::vector<LinePart>&& parts);

    [[nodiscard]] bool is_damaged() const { return !fault_.empty(); }
    /// How the input is damaged, once; empty when it is not.
    [[nodiscard]] std::string take_fault() { return std::exchange(fault_, {}); }
    /// Of the last part; 1 before the first.
    [[nodiscard]] std::int64_t line() const { return std::max<std::int64_t>(1, line_); }

 private:
    /// Places in the buffer: behind the text of the next part, and behind its line ending.
    struct Ends {
        std::size_t text, line;
    };
    [[nodiscard]] Ends find_ends();
    void refill();

    std::unique_ptr<ByteSource> bytes_;
    bool carriage_returns_;
    std::string buffer_;
    std::size_t at_ = 0;  ///< what is before it was given out
    bool at_end_ = false;
    bool line_begins_ = true;
    std::int64_t line_ = 0;
    std::vector<LinePart> returned_;  ///< the last one comes first
    std::string fault_;
};

/// Whether the first line of a text ends with a carriage return alone, as those of old Macs do. Line breaks inside
/// quotes do not count.
[[nodiscard]] bool ends_lines_with_carriage_returns(std::string_view head);

}  // namespace asterism::pipeline
