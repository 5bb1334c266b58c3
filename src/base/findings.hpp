/// Violations as they are found: all counted, the first few described.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "asterism/verify.hpp"

namespace asterism {

class Findings {
 public:
    static constexpr std::size_t kDescribed = 10;

    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        if (texts_.size() < kDescribed) texts_.push_back(fmt::format(format, std::forward<Args>(args)...));
        ++count_;
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }

    void move_into(Verification& result) {
        result.violations += count_;
        for (std::string& text : texts_) {
            if (result.findings.size() < kDescribed) result.findings.push_back(std::move(text));
        }
    }

 private:
    std::uint64_t count_ = 0;
    std::vector<std::string> texts_;
};

}  // namespace asterism
