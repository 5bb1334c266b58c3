#include "text/string_pool.hpp"

#include <functional>

namespace asterism::text {

std::size_t StringPool::slot_of(std::string_view string) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(string)&mask;
    while (slots_[slot] != kFree && (*this)[slots_[slot]] != string)
        slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t StringPool::intern(std::string_view string) {
    std::size_t slot = slot_of(string);
    if (slots_[slot] != kFree) return slots_[slot];
    if ((size() + 1) * 4 > slots_.size() * 3) {
        grow();
        slot = slot_of(string);
    }
    slots_[slot] = static_cast<std::uint32_t>(size());
    bytes_.append(string);
    ends_.push_back(bytes_.size());
    return slots_[slot];
}

std::optional<std::uint32_t> StringPool::find(std::string_view string) const {
    const std::uint32_t id = slots_[slot_of(string)];
    if (id == kFree) return std::nullopt;
    return id;
}

void StringPool::grow() {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t id = 0; id < size(); ++id)
        slots_[slot_of((*this)[id])] = id;
}

}  // namespace asterism::text
