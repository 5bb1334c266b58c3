/// Bytes that are pulled one span after the other, so that decompressing and decoding can be put in between.
#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace asterism::pipeline {

class ByteSource {
 public:
    virtual ~ByteSource() = default;
    /// Fills `out`, which is not empty, from the front and returns how far; 0 at the end. Error{data} when what comes
    /// next is damaged.
    virtual std::size_t read(std::span<char> out) = 0;
};

/// The bytes of a stream, which must outlive this.
class StreamBytes : public ByteSource {
 public:
    explicit StreamBytes(std::istream& in) : in_(in) {}
    std::size_t read(std::span<char> out) override {
        in_.read(out.data(), static_cast<std::streamsize>(out.size()));
        return static_cast<std::size_t>(in_.gcount());
    }

 private:
    std::istream& in_;
};

/// Bytes whose beginning can be looked at before it is read.
class PeekedBytes : public ByteSource {
 public:
    explicit PeekedBytes(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

    /// What comes next: `size` bytes, or fewer where the input ends (or is damaged) before. Valid until the next call.
    [[nodiscard]] std::string_view peek(std::size_t size);
    void skip(std::size_t size) { at_ += size; }  ///< at most what was looked at
    std::size_t read(std::span<char> out) override;

 private:
    std::unique_ptr<ByteSource> bytes_;
    std::string ahead_;
    std::size_t at_ = 0;
};

}  // namespace asterism::pipeline
