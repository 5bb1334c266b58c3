#include "pipeline/intake/json_repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

constexpr std::array<std::string_view, 12> kNotFinite{"NaN", "nan",  "NAN", "Infinity", "+Infinity", "-Infinity",
                                                      "inf", "-inf", "Inf", "-Inf",     "-NaN",      "-nan"};

bool looks_like_a_number(std::string_view token) {
    return token.find_first_of("0123456789") != std::string_view::npos &&
           token.find_first_not_of("0123456789+-.eE_") == std::string_view::npos;
}

/// The code unit of \uXXXX at the front of `text`.
std::optional<unsigned> escaped_unit(std::string_view text) {
    if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
    unsigned unit = 0;
    const auto [end, fault] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    if (fault != std::errc() || end != text.data() + 6) return std::nullopt;
    return unit;
}

class Mender {
 public:
    explicit Mender(std::string_view text) : rest_(text) { out_.reserve(text.size()); }

    std::optional<std::string> mend() {
        while (!rest_.empty()) {
            if (rest_.front() == '"')
                mend_string();
            else if (std::string_view("{}[]:, \t\r\n").find(rest_.front()) != std::string_view::npos)
                mend_structure();
            else
                mend_token();
        }
        if (!changed_) return std::nullopt;
        return std::move(out_);
    }

 private:
    void keep(std::size_t size) {
        out_.append(rest_.substr(0, size));
        rest_.remove_prefix(std::min(size, rest_.size()));
    }
    void replace(std::size_t size, std::string_view with) {
        out_.append(with);
        rest_.remove_prefix(size);
        changed_ = true;
    }

    void mend_structure() {
        if (rest_.front() == '}' || rest_.front() == ']') {
            const auto last = out_.find_last_not_of(" \t\r\n");
            if (last != std::string::npos && out_[last] == ',') {
                out_.erase(last, 1);
                changed_ = true;
            }
        }
        keep(1);
    }

    void mend_token() {
        const auto size = std::min(rest_.find_first_of("{}[]:,\" \t\r\n"), rest_.size());
        const std::string_view token = rest_.substr(0, size);
        if (std::ranges::find(kNotFinite, token) != kNotFinite.end())
            replace(size, "null");
        else if (looks_like_a_number(token) && !nlohmann::json::accept(token))
            replace(size, fmt::format("\"{}\"", token));
        else
            keep(size);
    }

    void mend_string() {
        keep(1);
        while (!rest_.empty()) {
            const auto c = static_cast<unsigned char>(rest_.front());
            if (c == '"') return keep(1);
            if (c == '\\')
                mend_escape();
            else if (c < 0x20)
                replace(1, fmt::format("\\u{:04x}", c));
            else
                keep(1);
        }
    }

    void mend_escape() {
        const char kind = rest_.size() > 1 ? rest_[1] : '\0';
        if (kind != '\0' && std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos) return keep(2);
        if (kind == '\'') return replace(2, "'");
        if (const auto unit = escaped_unit(rest_)) return mend_unit(*unit);
        const auto is_hex = [&](std::size_t i) {
            return rest_.size() > i && std::isxdigit(static_cast<unsigned char>(rest_[i])) != 0;
        };
        if (kind == 'x' && is_hex(2) && is_hex(3)) return replace(4, fmt::format("\\u00{}", rest_.substr(2, 2)));
        replace(1, "\\\\");
    }
    void mend_unit(unsigned unit) {
        if (unit < 0xD800 || unit > 0xDFFF) return keep(6);
        const auto second = unit < 0xDC00 ? escaped_unit(rest_.substr(6)) : std::nullopt;
        if (second && *second >= 0xDC00 && *second <= 0xDFFF) return keep(12);
        replace(6, "\\ufffd");
    }

    std::string_view rest_;
    std::string out_;
    bool changed_ = false;
};

}  // namespace

std::optional<std::string> repaired_json(std::string_view text) {
    return Mender(text).mend();
}

}  // namespace asterism::pipeline
