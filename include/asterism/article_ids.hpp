/// The ids of articles as their database has them: 64-bit integers, texts or uuids, one kind per table.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace asterism {

/// Type of the id column. uuid values are held as their canonical 36-character lower-case text.
enum class IdType : std::uint8_t { int4, int8, text, uuid };

[[nodiscard]] constexpr bool is_integer(IdType type) {
    return type == IdType::int4 || type == IdType::int8;
}

/// One id: an integer, or the text of a text or uuid id.
using ArticleId = std::variant<std::int64_t, std::string>;

[[nodiscard]] inline std::string to_string(const ArticleId& id) {
    if (const auto* number = std::get_if<std::int64_t>(&id)) return std::to_string(*number);
    return std::get<std::string>(id);
}

/// A column of ids in 8 bytes each (plus the bytes of texts). Order: numeric for integers, by bytes for texts.
class ArticleIds {
 public:
    explicit ArticleIds(IdType type = IdType::int8) : type_(type) {}

    [[nodiscard]] IdType type() const { return type_; }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool empty() const { return values_.empty(); }
    void reserve(std::size_t count) { values_.reserve(count); }

    void push_back(std::int64_t id) { values_.push_back(id); }
    void push_back(std::string_view id) {
        bytes_.append(id);
        values_.push_back(static_cast<std::int64_t>(bytes_.size()));
    }
    void push_back(const ArticleId& id) {
        if (const auto* number = std::get_if<std::int64_t>(&id))
            push_back(*number);
        else
            push_back(std::string_view(std::get<std::string>(id)));
    }
    void pop_back() {
        values_.pop_back();
        if (!is_integer(type_)) bytes_.resize(values_.empty() ? 0 : static_cast<std::size_t>(values_.back()));
    }

    /// Precondition: is_integer(type()).
    [[nodiscard]] std::int64_t integer(std::size_t i) const { return values_[i]; }
    /// Precondition: not is_integer(type()). Valid until the next push_back.
    [[nodiscard]] std::string_view text(std::size_t i) const {
        const auto begin = i == 0 ? 0 : static_cast<std::size_t>(values_[i - 1]);
        return std::string_view(bytes_).substr(begin, static_cast<std::size_t>(values_[i]) - begin);
    }
    [[nodiscard]] ArticleId operator[](std::size_t i) const {
        if (is_integer(type_)) return integer(i);
        return std::string(text(i));
    }
    [[nodiscard]] std::strong_ordering compare(std::size_t i, std::size_t j) const {
        if (is_integer(type_)) return integer(i) <=> integer(j);
        return text(i) <=> text(j);
    }
    bool operator==(const ArticleIds&) const = default;

 private:
    IdType type_;
    std::vector<std::int64_t> values_;  ///< the integers, or where each text ends in bytes_
    std::string bytes_;
};

}  // namespace asterism
