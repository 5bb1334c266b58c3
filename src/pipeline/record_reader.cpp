#include "pipeline/record_reader.hpp"

#include <fmt/format.h>

#include <istream>
#include <optional>
#include <vector>

#include "asterism/error.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void skip_byte_order_mark(std::string& first_line) {
    if (first_line.starts_with(kByteOrderMark)) first_line.erase(0, kByteOrderMark.size());
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

class JsonlReader : public RecordReader {
 public:
    explicit JsonlReader(std::istream& in) : in_(in) {}

    bool next(Record& record) override {
        std::string line;
        do {
            if (!std::getline(in_, line)) return false;
            if (++line_ == 1) skip_byte_order_mark(line);
        } while (is_blank(line));
        record = Record{.line = line_, .object = {}, .error = {}, .repaired = text::repair_utf8(line)};
        parse(line, record);
        return true;
    }

 private:
    static void parse(const std::string& line, Record& record) {
        try {
            record.object = json::parse(line);
            if (!record.object.is_object())
                record.error = "not a JSON object but " + std::string(record.object.type_name());
        } catch (const json::parse_error& error) {
            record.error = fmt::format("not JSON (at byte {})", error.byte);
        } catch (const json::out_of_range&) {
            record.error = "not JSON this program can hold: a number is out of range";
        }
    }

    std::istream& in_;
    std::int64_t line_ = 0;
};

class CsvReader : public RecordReader {
 public:
    explicit CsvReader(std::istream& in) : in_(in) {
        if (!read_row(header_) || (header_.size() == 1 && header_[0].empty())) {
            throw Error(ErrorKind::data,
                        "the CSV input is empty; its first row must name the columns (article_id,title,...)");
        }
        skip_byte_order_mark(header_[0]);
    }

    bool next(Record& record) override {
        record = Record{};
        std::vector<std::string> row;
        do {
            record.line = line_ + 1;
            if (!read_row(row)) return false;
        } while (row.size() == 1 && row[0].empty());
        if (unclosed_) {
            record.error = "a quoted field is never closed";
        } else if (row.size() != header_.size()) {
            record.error = fmt::format("{} fields where the header has {}", row.size(), header_.size());
        } else {
            fill(row, record);
        }
        return true;
    }

 private:
    void fill(std::vector<std::string>& row, Record& record) {
        record.object = json::object();
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (row[k].empty()) continue;
            record.repaired |= text::repair_utf8(row[k]);
            if (header_[k] == "embedding")
                record.object[header_[k]] = json::parse(row[k], nullptr, false);
            else
                record.object[header_[k]] = std::move(row[k]);
        }
    }

    /// One row, which may span lines inside quotes. False at the end of the input.
    bool read_row(std::vector<std::string>& row) {
        row.assign(1, {});
        bool any = false;
        bool quoted = false;
        for (int c = in_.get(); c != std::istream::traits_type::eof(); c = in_.get()) {
            any = true;
            if (c == '\n') ++line_;
            if (quoted) {
                if (c != '"')
                    row.back() += static_cast<char>(c);
                else if (in_.peek() == '"')
                    row.back() += static_cast<char>(in_.get());
                else
                    quoted = false;
            } else if (c == '"' && row.back().empty()) {
                quoted = true;
            } else if (c == ',') {
                row.emplace_back();
            } else if (c == '\n') {
                break;
            } else if (c != '\r' || in_.peek() != '\n') {
                row.back() += static_cast<char>(c);
            }
        }
        unclosed_ = quoted;
        return any;
    }

    std::istream& in_;
    std::vector<std::string> header_;
    std::int64_t line_ = 0;
    bool unclosed_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> make_record_reader(std::istream& in, InputFormat format) {
    if (format == InputFormat::csv) return std::make_unique<CsvReader>(in);
    return std::make_unique<JsonlReader>(in);
}

InputFormat format_of(std::string_view file_name) {
    return file_name.ends_with(".csv") || file_name.ends_with(".CSV") ? InputFormat::csv : InputFormat::jsonl;
}

}  // namespace asterism::pipeline
