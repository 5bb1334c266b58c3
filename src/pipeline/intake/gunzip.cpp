#include "pipeline/intake/gunzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

class GunzippedBytes : public ByteSource {
 public:
    explicit GunzippedBytes(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {
        if (inflateInit2(&zlib_, kGzipOnly) != Z_OK) throw std::bad_alloc();
    }
    ~GunzippedBytes() override { inflateEnd(&zlib_); }
    GunzippedBytes(const GunzippedBytes&) = delete;
    GunzippedBytes& operator=(const GunzippedBytes&) = delete;

    std::size_t read(std::span<char> out) override {
        if (damaged_) refuse();
        zlib_.next_out = reinterpret_cast<Bytef*>(out.data());
        zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), 1U << 30U));
        const uInt room = zlib_.avail_out;
        while (zlib_.avail_out == room && has_more()) {
            const int state = inflate(&zlib_, Z_NO_FLUSH);
            in_member_ = state != Z_STREAM_END;
            if (state == Z_STREAM_END) inflateReset(&zlib_);
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) damaged_ = true;
            if (damaged_) break;
        }
        if (damaged_ && zlib_.avail_out == room) refuse();
        return room - zlib_.avail_out;
    }

 private:
    /// Input for inflate. Behind a member another may begin.
    bool has_more() {
        for (;;) {
            if (zlib_.avail_in == 0 && !refill()) {
                damaged_ = in_member_;
                return false;
            }
            for (; !in_member_ && zlib_.avail_in > 0 && *zlib_.next_in == 0; --zlib_.avail_in)
                ++zlib_.next_in;
            if (zlib_.avail_in > 0) return in_member_ = true;
        }
    }
    bool refill() {
        const std::size_t size = bytes_->read(buffer_);
        zlib_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        zlib_.avail_in = static_cast<uInt>(size);
        return size > 0;
    }
    [[noreturn]] static void refuse() {
        throw Error(ErrorKind::data,
                    "the gzip data ends early or is damaged here, and what comes behind is lost; make the file anew "
                    "(\"gzip -t FILE\" tests it)");
    }

    std::unique_ptr<ByteSource> bytes_;
    z_stream zlib_{};
    std::array<char, 1U << 16U> buffer_{};
    bool in_member_ = true;
    bool damaged_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> gunzipped(std::unique_ptr<ByteSource> bytes) {
    return std::make_unique<GunzippedBytes>(std::move(bytes));
}

}  // namespace asterism::pipeline
