#include "pipeline/intake/line_reader.hpp"

#include <algorithm>
#include <iterator>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::size_t kPart = 1U << 16U;

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteSource> bytes, bool carriage_returns)
    : bytes_(std::move(bytes)), carriage_returns_(carriage_returns) {}

void LineReader::refill() {
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kPart);
    std::size_t got = 0;
    try {
        got = bytes_->read(std::span(buffer_).subspan(before));
    } catch (const Error& error) {
        fault_ = error.what();
    }
    at_end_ = got == 0;
    buffer_.resize(fault_.empty() ? before + got : 0);  // the line that the damage cuts through is lost
}

LineReader::Ends LineReader::find_ends() {
    for (;;) {
        const std::size_t end = carriage_returns_ ? buffer_.find_first_of("\r\n", at_) : buffer_.find('\n', at_);
        const std::size_t size = buffer_.size();
        if (end == std::string::npos) {
            const bool waits = !at_end_ && buffer_.ends_with('\r');  // for a line feed
            if (at_end_ || size - at_ >= kPart) return {size - (waits ? 1 : 0), size - (waits ? 1 : 0)};
        } else if (buffer_[end] == '\n') {
            return {end > at_ && buffer_[end - 1] == '\r' ? end - 1 : end, end + 1};
        } else if (at_end_ || end + 1 < size) {
            return {end, end + (end + 1 < size && buffer_[end + 1] == '\n' ? 2 : 1)};
        }
        refill();
    }
}

bool LineReader::next(LinePart& part) {
    if (!returned_.empty()) {
        part = std::move(returned_.back());
        returned_.pop_back();
        return true;
    }
    const Ends ends = find_ends();
    if (at_ == buffer_.size()) return false;
    if (line_begins_) ++line_;
    part.text = buffer_.substr(at_, ends.text - at_);
    part.ending = buffer_.substr(ends.text, ends.line - ends.text);
    part.line = line_;
    at_ = ends.line;
    line_begins_ = !part.ending.empty();
    return true;
}

void LineReader::give_back(std::vector<LinePart>&& parts) {
    std::ranges::move(parts.rbegin(), parts.rend(), std::back_inserter(returned_));
}

bool ends_lines_with_carriage_returns(std::string_view head) {
    bool quoted = false;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '"') quoted = !quoted;
        if (quoted || (head[i] != '\r' && head[i] != '\n')) continue;
        return head[i] == '\r' && !head.substr(i).starts_with("\r\n");
    }
    return false;
}

}  // namespace asterism::pipeline
