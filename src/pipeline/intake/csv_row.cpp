#include "pipeline/intake/csv_row.hpp"

#include <algorithm>

namespace asterism::pipeline {

void CsvRow::add(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (place_ == Place::quoted) {  // most of the text of an article
            const std::size_t end = std::min(text.find('"', i), text.size());
            fields_.back().append(text.substr(i, end - i));
            i = end;
            if (i == text.size()) return;
        }
        add(text[i]);
    }
}

void CsvRow::add(char c) {
    std::string& field = fields_.back();
    switch (place_) {
        case Place::quoted:
            place_ = Place::behind_quote;
            return;
        case Place::behind_quote:
            return add_behind_quote(c);
        case Place::begin:
            if (c == '"') {
                field.clear();
                place_ = Place::quoted;
                return;
            }
            if (!is_blank(c)) place_ = Place::plain;
            [[fallthrough]];
        case Place::plain:
            if (c == delimiter_)
                end_field();
            else
                field += c;
    }
}

void CsvRow::add_behind_quote(char c) {
    if (c == '"' && held_.empty()) {
        fields_.back() += c;
        place_ = Place::quoted;
    } else if (c == delimiter_) {
        end_field();
    } else if (is_blank(c)) {
        held_ += c;
    } else {
        odd_ = true;
        fields_.back() += held_ + c;
        held_.clear();
        place_ = Place::plain;
    }
}

void CsvRow::end_field() {
    held_.clear();
    place_ = Place::begin;
    fields_.emplace_back();
}

bool CsvRow::end_line(std::string_view ending) {
    if (place_ != Place::quoted) return true;
    fields_.back() += ending;
    return false;
}

bool CsvRow::is_blank() const {
    return std::ranges::all_of(fields_, [](const std::string& field) {
        return field.find_first_not_of(std::string_view(" \t\0", 3)) == std::string::npos;
    });
}

}  // namespace asterism::pipeline
