#include "pipeline/intake/vector_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/trimmed.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;

constexpr std::string_view kSeparators = " \t\r\n,;";

std::string_view without_brackets(std::string_view text) {
    for (const std::string_view pair : {"[]", "{}", "()"})
        if (text.size() >= 2 && text.front() == pair[0] && text.back() == pair[1])
            return text.substr(1, text.size() - 2);
    return text;
}

/// What a word says as a number, infinity beyond double. `is_number` is false for a word that is none.
double number_of(std::string_view word, bool& is_number) {
    if (word.starts_with('+')) word.remove_prefix(1);
    double number = std::nan("");
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
    is_number = fault != std::errc::invalid_argument && end == word.data() + word.size();
    if (fault == std::errc::result_out_of_range) {  // too near to zero, or too far
        const auto exponent = word.find_first_of("eE");
        const bool tiny = exponent != std::string_view::npos && word.substr(exponent + 1).starts_with('-');
        number = tiny ? 0 : HUGE_VAL;
    }
    return number;
}

class Collector {
 public:
    explicit Collector(std::size_t size) { reading_.values.reserve(size); }

    void add(double number) {
        if (!std::isfinite(number)) return refuse("holds NaN or infinity");
        const auto value = static_cast<float>(number);
        if (!std::isfinite(value)) return refuse(fmt::format("holds {}, which float32 has no room for", number));
        reading_.values.push_back(value);
    }
    void add(std::string_view word) {
        bool is_number = false;
        const double number = number_of(word, is_number);
        const bool is_range = is_number && std::isinf(number) && word.find_first_of("0123456789") != word.npos;
        if (is_range) return refuse(fmt::format("holds {}, which float32 has no room for", word));
        if (is_number) return add(number);
        if (word == "null" || word == "NULL" || word == "None" || word == "NA")
            return refuse("holds null where a number should be");
        refuse(fmt::format("holds \"{}\" where a number should be", text::utf8_prefix(word, 30)));
    }
    void refuse(const std::string& fault) {
        if (reading_.fault.empty()) reading_.fault = fault;
    }
    [[nodiscard]] VectorReading take() {
        if (!reading_.fault.empty()) reading_.values.clear();
        return std::move(reading_);
    }

 private:
    VectorReading reading_;
};

}  // namespace

VectorReading read_vector(std::string_view text) {
    const std::string_view whole = trimmed(text);
    const std::string_view list = without_brackets(whole);
    Collector numbers(list.size() / 8);
    for (std::size_t at = 0; (at = list.find_first_not_of(kSeparators, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(kSeparators, at), list.size());
        numbers.add(list.substr(at, end - at));
        at = end;
    }
    return numbers.take();
}

VectorReading read_vector(const json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return read_vector(std::string_view(value.get_ref<const std::string&>()));
    Collector numbers(value.is_array() ? value.size() : 0);
    if (!value.is_array()) {
        numbers.refuse(fmt::format("is {} and not an array of numbers", value.type_name()));
        return numbers.take();
    }
    for (const json& element : value) {
        if (element.is_number())
            numbers.add(element.get<double>());
        else if (element.is_string())
            numbers.add(std::string_view(element.get_ref<const std::string&>()));
        else if (element.is_null())
            numbers.refuse("holds null or NaN where a number should be");
        else
            numbers.refuse(fmt::format("holds {} where a number should be", element.type_name()));
    }
    return numbers.take();
}

}  // namespace asterism::pipeline
