#include "pipeline/intake/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/intake/json_repair.hpp"
#include "pipeline/intake/json_scan.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;

constexpr std::string_view kBetweenRecords{" \t\r\n\x1E,\0", 7};

/// Empty when `text` is JSON, which is then in `value`.
std::string fault_of(std::string_view text, json& value) {
    try {
        value = json::parse(text);
        return {};
    } catch (const json::parse_error& error) {
        if (error.byte > text.size()) return "not JSON: it ends too early";
        const bool python = text.starts_with("{'");
        return fmt::format("not JSON (at byte {}){}", error.byte,
                           python ? "; it looks like Python's print, write it with json.dumps" : "");
    } catch (const json::out_of_range&) {
        return "not JSON this program can hold: a number is out of range";
    }
}

void parse(std::string text, Record& record) {
    record.repaired = text::repair_utf8(text);
    record.error = fault_of(text, record.object);
    if (!record.error.empty()) {
        auto mended = repaired_json(text);
        if (!mended || !fault_of(*mended, record.object).empty()) return;
        text = std::move(*mended);
        record.error.clear();
        record.repaired = true;
    }
    if (!record.object.is_object()) record.error = fmt::format("not a JSON object but {}", record.object.type_name());
    const auto is_inexact = [](const json& value) { return value.is_number_float(); };
    if (record.error.empty() && std::ranges::any_of(record.object, is_inexact)) record.literals = number_literals(text);
}

}  // namespace

bool begins_array_of_objects(std::string_view head) {
    const auto bracket = head.find_first_not_of(kJsonBlanks);
    if (bracket == std::string_view::npos || head[bracket] != '[') return false;
    const auto inside = head.find_first_not_of(kJsonBlanks, bracket + 1);
    return inside == std::string_view::npos || head[inside] == '{' || head[inside] == ']';
}

bool JsonReader::next(Record& record) {
    do
        if (!pass_blanks()) return end(record);
    while (pass_bracket_of_array());
    record = Record{.line = part_.line, .object = {}, .literals = {}, .error = {}, .is_end = false, .repaired = false};
    if (std::string_view("{[\"").find(part_.text[at_]) != std::string_view::npos)
        read_value(record);
    else
        read_words(record);
    return true;
}

bool JsonReader::end(Record& record) {
    record = Record{.line = lines_.line(),
                    .object = {},
                    .literals = {},
                    .error = lines_.take_fault(),
                    .is_end = true,
                    .repaired = false};
    if (record.error.empty() && in_array_ && !std::exchange(end_told_, true))
        record.error = "the array of records is never closed; is the file cut off?";
    return !record.error.empty();
}

bool JsonReader::pass_blanks() {
    while ((at_ = part_.text.find_first_not_of(kBetweenRecords, at_)) == std::string::npos) {
        at_ = 0;
        part_.text.clear();
        if (!lines_.next(part_)) return false;
    }
    return true;
}

bool JsonReader::pass_bracket_of_array() {
    const bool passed = is_array_ || (in_array_ && part_.text[at_] == ']');
    if (!passed) return false;
    in_array_ = is_array_;
    is_array_ = false;
    ++at_;
    return true;
}

void JsonReader::read_value(Record& record) {
    const std::size_t begin = at_;
    JsonScan scan;
    std::string text;
    std::vector<LinePart> taken;
    for (bool more = true; more; more = lines_.next(part_), at_ = 0) {
        const std::string_view rest = std::string_view(part_.text).substr(at_);
        const std::size_t used = scan.read(rest);
        text += rest.substr(0, used);
        if (scan.state() == JsonScan::State::complete) {
            at_ += used;
            return parse(std::move(text), record);
        }
        text += part_.ending;
        if (!part_.ending.empty()) scan.end_line();
        taken.push_back(std::exchange(part_, {}));
        if (scan.state() == JsonScan::State::broken || text.size() > kLongestRecord) break;
    }
    at_ = 0;
    end_told_ = scan.state() == JsonScan::State::open && text.size() <= kLongestRecord;
    if (text.size() > kLongestRecord)
        record.error = fmt::format("it is longer than {} MiB", kLongestRecord >> 20U);
    else
        parse(std::move(text), record);
    recover(record, begin, std::move(taken));
}

/// What is neither object nor array nor text, up to the end of the line or, in an array, of the element.
void JsonReader::read_words(Record& record) {
    const auto end = in_array_ ? part_.text.find_first_of(",]", at_) : std::string::npos;
    parse(part_.text.substr(at_, end - at_), record);
    at_ = end;
    if (end == std::string::npos) pass_line();
}

void JsonReader::pass_line() {
    while (part_.ending.empty() && lines_.next(part_)) {
    }
    part_ = {};
    at_ = 0;
}

/// Where a record may begin on a line; nullopt for lines inside the broken one.
std::optional<std::size_t> JsonReader::begin_of_record(const LinePart& part, std::size_t indentation) const {
    if (part.text.find_first_not_of(" \t") > indentation) return std::nullopt;
    const auto begin = part.text.find_first_not_of(" \t,}");
    if (begin == std::string::npos) return std::nullopt;
    const char c = part.text[begin];
    if (c == '{' || c == '[' || (in_array_ && c == ']')) return begin;
    return std::nullopt;
}

void JsonReader::recover(const Record& broken, std::size_t indentation, std::vector<LinePart>&& taken) {
    if (taken.back().line == broken.line) {
        part_ = std::move(taken.back());
        return pass_line();
    }
    std::int64_t line = broken.line;
    const auto is_next = [&](LinePart& part) {
        const bool line_begins = std::exchange(line, part.line) != part.line;
        const auto begin = line_begins ? begin_of_record(part, indentation) : std::nullopt;
        if (begin) part.text.erase(0, *begin);
        return begin.has_value();
    };
    const auto next = std::ranges::find_if(taken, is_next);
    taken.erase(taken.begin(), next);
    while (taken.empty()) {
        LinePart part;
        if (!lines_.next(part)) break;
        if (is_next(part)) taken.push_back(std::move(part));
    }
    lines_.give_back(std::move(taken));
}

}  // namespace asterism::pipeline
