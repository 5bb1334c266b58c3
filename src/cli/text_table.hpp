/// Small aligned tables for people.
///
/// Texts come from articles, so what a terminal would obey or nobody sees is left out (text/visible.hpp), and cells are
/// cut to the column's width with an ellipsis. Widths count characters, not bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::cli {

/// On one line, without hidden characters, cut to `width` characters (0 = no limit).
[[nodiscard]] std::string shown(std::string_view text, std::size_t width = 0);

class TextTable {
 public:
    struct Column {
        std::string title;
        bool right = false;       ///< numbers
        std::size_t widest = 60;  ///< longer texts are cut
    };
    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// One cell a column.
    void add(std::vector<std::string> cells);
    /// A line between rows, not aligned with the columns.
    void add_line(std::string line);
    /// Header and rows, each line ended; trailing spaces cut.
    [[nodiscard]] std::string text() const;

 private:
    struct Row {
        std::vector<std::string> cells;  ///< one cell and not a column each: a free line
        bool free = false;
    };
    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

/// "1,234,567"
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace asterism::cli
