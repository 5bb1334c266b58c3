#include "pipeline/intake/csv_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "asterism/error.hpp"
#include "pipeline/intake/article_fields.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::string_view kDelimiters = ",;\t|";
constexpr std::string_view kSeparatorLine = "sep=";

std::string_view trimmed_name(std::string_view name) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : {" ", "\t", "\r", "\n", "\u00A0", "\uFEFF"}) {
            if (name.starts_with(blank)) name.remove_prefix(blank.size()), again = true;
            if (name.ends_with(blank)) name.remove_suffix(blank.size()), again = true;
        }
    }
    return name;
}

std::vector<std::string> names_of(const CsvRow& row) {
    std::vector<std::string> names;
    for (const std::string& field : row.fields())
        names.emplace_back(trimmed_name(text::repaired_utf8(field)));
    return names;
}

bool names_id(const std::vector<std::string>& names) {
    return std::ranges::any_of(names, [](const std::string& name) { return name == "article_id" || name == "id"; });
}

/// The first row that is no blank line, without its end.
std::string_view first_row(std::string_view head) {
    head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
    bool quoted = false;
    std::size_t end = 0;
    for (; end < head.size() && (quoted || (head[end] != '\r' && head[end] != '\n')); ++end)
        if (head[end] == '"') quoted = !quoted;
    return head.substr(0, end);
}

std::vector<std::string> split(std::string_view row, char delimiter) {
    CsvRow parts(delimiter);
    parts.add(row);
    return names_of(parts);
}

}  // namespace

CsvDialect csv_dialect(std::string_view head) {
    CsvDialect dialect{.carriage_returns = ends_lines_with_carriage_returns(head)};
    std::string_view row = first_row(head);
    const bool quoted = row.size() > 1 && row.starts_with('"') && row.ends_with('"');
    const std::string_view words = quoted ? row.substr(1, row.size() - 2) : row;
    if (words.starts_with(kSeparatorLine) && words.size() == kSeparatorLine.size() + 1) {
        dialect.delimiter = words.back();
        dialect.names_an_id = true;
        return dialect;
    }
    std::pair<std::ptrdiff_t, std::size_t> most{-1, 0};
    for (const char delimiter : kDelimiters) {
        const auto names = split(row, delimiter);
        const std::pair count{std::ranges::count_if(names, is_known_member), names.size()};
        if (count <= most) continue;
        most = count;
        dialect.delimiter = delimiter;
        dialect.names_an_id = names_id(names);
    }
    return dialect;
}

CsvReader::CsvReader(std::unique_ptr<ByteSource> text, CsvDialect dialect)
    : lines_(std::move(text), dialect.carriage_returns), delimiter_(dialect.delimiter) {
    read_header();
    for (const std::string& name : header_) {
        if (!is_known_member(name) || std::ranges::count(header_, name) == 1) continue;
        throw Error(ErrorKind::data,
                    fmt::format("the header row names \"{}\" twice; rename the column that is not meant", name));
    }
    if (names_id(header_)) return;
    std::string hint;
    for (const std::string& name : header_)
        if (means_id(name)) hint = fmt::format("; \"{}\" is another name: did you mean \"id\"?", name);
    throw Error(ErrorKind::data,
                fmt::format("the CSV has no column \"article_id\" (or \"id\"): its first row must name the columns "
                            "(article_id,title,...) and holds \"{}\"{}",
                            text::utf8_prefix(fmt::format("{}", fmt::join(header_, "\", \"")), 300), hint));
}

void CsvReader::read_header() {
    CsvRow row(delimiter_);
    do {
        const Outcome outcome = read_row(row);
        if (outcome == Outcome::end) {
            const std::string fault = lines_.take_fault();
            throw Error(
                ErrorKind::data,
                fault.empty() ? "the CSV is empty; its first row must name the columns (article_id,title,...)" : fault);
        }
        if (outcome != Outcome::row)
            throw Error(ErrorKind::data, "a quoted name in the CSV's header row is never closed");
    } while (row.is_blank() || row.fields()[0].starts_with(kSeparatorLine));
    header_ = names_of(row);
}

CsvReader::Outcome CsvReader::read_row(CsvRow& row) {
    row = CsvRow(delimiter_);
    std::vector<LinePart> taken;
    std::size_t size = 0;
    Outcome outcome = Outcome::end;
    for (LinePart part; outcome == Outcome::end && lines_.next(part);) {
        if (taken.empty()) row_line_ = part.line;
        row.add(part.text);
        size += part.text.size();
        const bool ended = !part.ending.empty() && row.end_line(part.ending);
        if (part.line > row_line_ && row.is_odd())
            outcome = Outcome::unclosed;
        else if (ended)
            outcome = Outcome::row;
        else if (size > kLongestRecord)
            outcome = Outcome::too_long;
        taken.push_back(std::move(part));
    }
    if (outcome == Outcome::end && !taken.empty() && !lines_.is_damaged())  // the last line, without an ending
        outcome = row.end_line("") ? Outcome::row : Outcome::unclosed;
    if (outcome == Outcome::unclosed || outcome == Outcome::too_long) give_back_but_first_line(std::move(taken));
    return outcome;
}

void CsvReader::give_back_but_first_line(std::vector<LinePart>&& taken) {
    const auto is_behind = [&](const LinePart& part) { return part.line > row_line_; };
    taken.erase(taken.begin(), std::ranges::find_if(taken, is_behind));
    lines_.give_back(std::move(taken));
}

bool CsvReader::next(Record& record) {
    CsvRow row(delimiter_);
    Outcome outcome = Outcome::row;
    do
        outcome = read_row(row);
    while (outcome == Outcome::row && row.is_blank());
    record = Record{.line = row_line_, .object = {}, .literals = {}, .error = {}, .is_end = false, .repaired = false};
    if (outcome == Outcome::end) {
        record.line = lines_.line();
        record.error = lines_.take_fault();
        record.is_end = true;
        return !record.error.empty();
    }
    if (outcome == Outcome::unclosed)
        record.error = "a quoted field is never closed";
    else if (outcome == Outcome::too_long)
        record.error = fmt::format("it is longer than {} MiB; is a quoted field never closed?", kLongestRecord >> 20U);
    else if (row.fields().size() != header_.size())
        record.error = fmt::format("{} fields where the header has {}", row.fields().size(), header_.size());
    else
        fill(row, record);
    return true;
}

void CsvReader::fill(CsvRow& row, Record& record) const {
    record.object = nlohmann::json::object();
    for (std::size_t k = 0; k < header_.size(); ++k) {
        std::string& field = row.fields()[k];
        if (field.empty() || field == "\\N") continue;
        record.repaired |= text::repair_utf8(field);
        record.object[header_[k].empty() ? fmt::format("column {}", k + 1) : header_[k]] = std::move(field);
    }
}

}  // namespace asterism::pipeline
