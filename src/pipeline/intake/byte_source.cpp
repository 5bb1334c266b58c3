#include "pipeline/intake/byte_source.hpp"

#include <algorithm>

#include "asterism/error.hpp"

namespace asterism::pipeline {

std::string_view PeekedBytes::peek(std::size_t size) {
    ahead_.erase(0, at_);
    at_ = 0;
    while (ahead_.size() < size) {
        const std::size_t before = ahead_.size();
        ahead_.resize(size);
        std::size_t got = 0;
        try {
            got = bytes_->read(std::span(ahead_).subspan(before));
        } catch (const Error&) {  // comes again when that place is read
        }
        ahead_.resize(before + got);
        if (got == 0) break;
    }
    return std::string_view(ahead_).substr(0, size);
}

std::size_t PeekedBytes::read(std::span<char> out) {
    if (at_ == ahead_.size()) return bytes_->read(out);
    const std::size_t size = std::min(out.size(), ahead_.size() - at_);
    std::copy_n(ahead_.begin() + static_cast<std::ptrdiff_t>(at_), size, out.begin());
    at_ += size;
    return size;
}

}  // namespace asterism::pipeline
