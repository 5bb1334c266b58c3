#include "pipeline/intake/record_reader.hpp"

#include <algorithm>
#include <cctype>

#include "pipeline/intake/csv_reader.hpp"
#include "pipeline/intake/json_reader.hpp"
#include "pipeline/intake/plain_text.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::size_t kBeginning = 1U << 16U;

bool is_csv_name(std::string_view name) {
    std::string low(name);
    std::ranges::transform(low, low.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (low.ends_with(".gz")) low.resize(low.size() - 3);
    return low.ends_with(".csv") || low.ends_with(".tsv");
}

InputFormat guessed_format(std::string_view head, std::string_view name) {
    const auto begin = head.find_first_not_of(kJsonBlanks);
    if (begin != std::string_view::npos && (head[begin] == '{' || head[begin] == '[')) return InputFormat::jsonl;
    if (is_csv_name(name) || csv_dialect(head).names_an_id) return InputFormat::csv;
    return InputFormat::jsonl;
}

}  // namespace

std::unique_ptr<RecordReader> make_record_reader(std::istream& in, InputFormat format, std::string_view name) {
    auto text = plain_text(in);
    if (format == InputFormat::automatic) format = guessed_format(text->peek(kBeginning), name);
    if (format == InputFormat::csv) {
        const CsvDialect dialect = csv_dialect(text->peek(kBeginning));
        return std::make_unique<CsvReader>(std::move(text), dialect);
    }
    const bool is_array = begins_array_of_objects(text->peek(kBeginning));
    const bool carriage_returns = ends_lines_with_carriage_returns(text->peek(kBeginning));
    return std::make_unique<JsonReader>(LineReader(std::move(text), carriage_returns), is_array);
}

}  // namespace asterism::pipeline
