/// Strings stored once and spoken of by number: what counting millions of terms needs.
///
/// Ids are 0, 1, 2, ... in the order of first sight. Memory: the bytes, 8 bytes an entry and a table of 4-byte slots at
/// most three quarters full. Thread safety: const calls from any thread while nobody interns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::text {

class StringPool {
 public:
    StringPool() : slots_(64, kFree) {}

    /// The id of `string`, a new one when it was never seen.
    std::uint32_t intern(std::string_view string);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view string) const;
    /// Valid until the next intern.
    [[nodiscard]] std::string_view operator[](std::uint32_t id) const {
        const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
        return std::string_view(bytes_).substr(begin, ends_[id] - begin);
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }

 private:
    static constexpr std::uint32_t kFree = ~std::uint32_t{0};

    /// The slot that holds `string`, or the free one where it belongs.
    [[nodiscard]] std::size_t slot_of(std::string_view string) const;
    void grow();

    std::string bytes_;
    std::vector<std::uint64_t> ends_;
    std::vector<std::uint32_t> slots_;  ///< open addressing, a power of two
};

}  // namespace asterism::text
