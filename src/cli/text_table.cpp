#include "cli/text_table.hpp"

#include <algorithm>

#include "text/visible.hpp"

namespace asterism::cli {
namespace {

bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string padded(const std::string& cell, std::size_t width, bool right) {
    const std::string space(width - std::min(width, width_of(cell)), ' ');
    return right ? space + cell : cell + space;
}

void end_line(std::string& text) {
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    text += '\n';
}

}  // namespace

std::string shown(std::string_view text, std::size_t width) {
    std::string clean = text::visible_line(text);
    if (width == 0 || width_of(clean) <= width) return clean;
    std::size_t end = 0;
    for (std::size_t characters = 0; end < clean.size(); ++end) {
        if (starts_character(clean[end]) && ++characters == width) break;
    }
    return clean.substr(0, end) + "\u2026";
}

void TextTable::add(std::vector<std::string> cells) {
    for (std::size_t k = 0; k < cells.size(); ++k)
        cells[k] = shown(cells[k], columns_[k].widest);
    rows_.push_back({std::move(cells), false});
}

void TextTable::add_line(std::string line) {
    rows_.push_back({{shown(line)}, true});
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        widths.push_back(width_of(columns_[k].title));
        for (const Row& row : rows_) {
            if (!row.free) widths[k] = std::max(widths[k], width_of(row.cells[k]));
        }
    }
    std::string text;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        text += (k == 0 ? "" : "  ") + padded(columns_[k].title, widths[k], columns_[k].right);
    }
    end_line(text);
    for (const Row& row : rows_) {
        if (row.free) text += row.cells[0];
        for (std::size_t k = 0; k < columns_.size() && !row.free; ++k) {
            text += (k == 0 ? "" : "  ") + padded(row.cells[k], widths[k], columns_[k].right);
        }
        end_line(text);
    }
    return text;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > static_cast<std::ptrdiff_t>(first); at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return digits;
}

}  // namespace asterism::cli
