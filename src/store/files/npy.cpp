#include "store/files/npy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "store/files/file_errors.hpp"
#include "store/files/float16.hpp"
#include "store/files/npy_header.hpp"
#include "store/files/output_file.hpp"

namespace asterism::store {
namespace {

static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

constexpr std::uint64_t kBlockBytes = std::uint64_t{4} << 20;

/// A file that is read at positions. O_NONBLOCK: opening a pipe must not wait for its writer.
class InputFile {
 public:
    explicit InputFile(const std::filesystem::path& path, const Observer* observer = nullptr)
        : path_(path), observer_(observer), descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        struct stat info {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &info) != 0) throw file_error(errno, "read", path, ErrorKind::data);
        size_ = static_cast<std::uint64_t>(info.st_size);
        regular_ = S_ISREG(info.st_mode);
    }
    ~InputFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    [[nodiscard]] std::string name() const { return path_.string(); }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] bool regular() const { return regular_; }

    /// Error{data} when the file has become shorter meanwhile. A slow disk must not delay an interruption, so it is
    /// read a block at a time.
    void read(void* to, std::uint64_t bytes, std::uint64_t offset) const {
        auto* out = static_cast<char*>(to);
        while (bytes > 0) {
            if (observer_ != nullptr && observer_->cancelled())
                throw Error(ErrorKind::interrupted, "interrupted while reading");
            const auto got = ::pread(descriptor_, out, std::min(bytes, kBlockBytes), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw file_error(errno, "read", path_, ErrorKind::data);
            if (got == 0) throw Error(ErrorKind::data, fmt::format("\"{}\" became shorter while it was read", name()));
            out += got;
            offset += static_cast<std::uint64_t>(got);
            bytes -= static_cast<std::uint64_t>(got);
        }
    }

 private:
    std::filesystem::path path_;
    const Observer* observer_;
    int descriptor_;
    std::uint64_t size_ = 0;
    bool regular_ = false;
};

std::uint64_t value_bytes(NpyType type) {
    return type == NpyType::float16 ? 2 : type == NpyType::float32 ? 4 : 8;
}

NpyHeader read_header(const InputFile& file) {
    if (!file.regular())
        throw Error(ErrorKind::data, fmt::format("\"{}\" is not a regular file; save it to one first", file.name()));
    std::string prefix(std::min<std::uint64_t>(kNpyPrefixBytes, file.size()), '\0');
    file.read(prefix.data(), prefix.size(), 0);
    const auto data_offset = npy_data_offset(prefix, file.name());
    if (data_offset > file.size())
        throw Error(ErrorKind::data, fmt::format("\"{}\" ends inside its header; write it anew", file.name()));
    const std::uint64_t begin = prefix[6] == 1 ? 10 : 12;
    std::string dict(data_offset - begin, '\0');
    file.read(dict.data(), dict.size(), begin);
    auto header = parse_npy_dict(dict, file.name());
    header.data_offset = data_offset;
    // rows and cols are below 2^31, so their product does not overflow; every allocation is bounded by what is there
    const std::uint64_t width = value_bytes(header.type), count = header.rows * header.cols;
    const std::uint64_t bytes = file.size() - data_offset;
    if (bytes / width != count || bytes % width != 0)
        throw Error(ErrorKind::data, fmt::format("\"{}\" is {} than its header says; write it anew", file.name(),
                                                 bytes / width < count ? "shorter" : "longer"));
    return header;
}

template <class Bits>
Bits load(const char* at, bool swap) {
    Bits bits;
    std::memcpy(&bits, at, sizeof bits);
    if (!swap) return bits;
    if constexpr (sizeof(Bits) == 2)
        return __builtin_bswap16(bits);
    else if constexpr (sizeof(Bits) == 4)
        return __builtin_bswap32(bits);
    else
        return __builtin_bswap64(bits);
}

/// Rounded to nearest. 2^128 - 2^103 is the first double that rounds beyond the largest float32; a cast would be
/// undefined.
float to_float(double value) {
    constexpr double kFirstInfinite = 0x1p128 - 0x1p103;
    if (value >= kFirstInfinite) return std::numeric_limits<float>::infinity();
    if (value <= -kFirstInfinite) return -std::numeric_limits<float>::infinity();
    return static_cast<float>(value);
}

/// The rows with a finite value that became infinite.
class RowsBeyond {
 public:
    explicit RowsBeyond(std::uint64_t rows) : rows_(rows) {}
    void add(std::uint64_t row) {
        is_beyond_.resize(rows_);  // only when there is one
        is_beyond_[row] = true;
    }
    [[nodiscard]] std::vector<RowIndex> list() const {
        std::vector<RowIndex> found;
        for (std::size_t row = 0; row < is_beyond_.size(); ++row) {
            if (is_beyond_[row]) found.push_back(static_cast<RowIndex>(row));
        }
        return found;
    }

 private:
    std::uint64_t rows_;
    std::vector<bool> is_beyond_;
};

/// count values from packed bytes to out[0], out[stride], ...; overflow(i) for a finite value that does not fit.
template <class Overflow>
void convert(const char* bytes, std::uint64_t count, const NpyHeader& header, float* out, std::uint64_t stride,
             Overflow overflow) {
    const bool swap = header.big_endian;
    for (std::uint64_t i = 0; i < count; ++i) {
        float& value = out[i * stride];
        switch (header.type) {
            case NpyType::float16:
                value = half_to_float(load<std::uint16_t>(bytes + 2 * i, swap));
                break;
            case NpyType::float32:
                value = std::bit_cast<float>(load<std::uint32_t>(bytes + 4 * i, swap));
                break;
            case NpyType::float64: {
                const auto given = std::bit_cast<double>(load<std::uint64_t>(bytes + 8 * i, swap));
                value = to_float(given);
                if (std::isinf(value) && std::isfinite(given)) overflow(i);
                break;
            }
        }
    }
}

/// The values lie as in the matrix: read straight into it where they are float32 already, else by blocks.
void read_c_order(const InputFile& file, const NpyHeader& header, float* out, RowsBeyond& beyond) {
    const std::uint64_t count = header.rows * header.cols, width = value_bytes(header.type);
    if (header.type == NpyType::float32 && !header.big_endian) return file.read(out, count * width, header.data_offset);
    std::vector<char> block(std::min(count * width, kBlockBytes));
    for (std::uint64_t first = 0; first < count; first += block.size() / width) {
        const std::uint64_t part = std::min<std::uint64_t>(block.size() / width, count - first);
        file.read(block.data(), part * width, header.data_offset + first * width);
        convert(block.data(), part, header, out + first, 1,
                [&](std::uint64_t i) { beyond.add((first + i) / header.cols); });
    }
}

/// Column after column: bands of rows, so that the part of the matrix being filled stays in the cache.
void read_fortran_order(const InputFile& file, const NpyHeader& header, float* out, RowsBeyond& beyond) {
    constexpr std::uint64_t kFewestRows = 512;
    const std::uint64_t width = value_bytes(header.type);
    const std::uint64_t band = std::min(header.rows, std::max(kFewestRows, kBlockBytes / (header.cols * width)));
    std::vector<char> block(band * width);
    for (std::uint64_t first = 0; first < header.rows; first += band) {
        const std::uint64_t part = std::min(band, header.rows - first);
        for (std::uint64_t column = 0; column < header.cols; ++column) {
            file.read(block.data(), part * width, header.data_offset + (column * header.rows + first) * width);
            convert(block.data(), part, header, out + first * header.cols + column, header.cols,
                    [&](std::uint64_t i) { beyond.add(first + i); });
        }
    }
}

void write_array(const std::filesystem::path& path, const std::string& header, std::string_view bytes,
                 const Observer* observer) {
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    OutputFile file(path, observer);
    file.write(header);
    for (std::size_t at = 0; at < bytes.size(); at += kPiece)
        file.write(bytes.substr(at, kPiece));
    file.commit();
}

}  // namespace

NpyHeader read_npy_header(const std::filesystem::path& path) {
    return read_header(InputFile(path));
}

Matrix read_npy(const std::filesystem::path& path, const Observer* observer,
                std::vector<RowIndex>* beyond_float32) try {
    const InputFile file(path, observer);
    const NpyHeader header = read_header(file);
    Matrix matrix(header.cols, header.rows);
    for (std::uint64_t i = 0; i < header.rows; ++i)
        matrix.add_row();
    if (header.rows == 0) return matrix;
    RowsBeyond beyond(header.rows);
    if (header.fortran_order)
        read_fortran_order(file, header, matrix.row(0), beyond);
    else
        read_c_order(file, header, matrix.row(0), beyond);
    if (beyond_float32 != nullptr) *beyond_float32 = beyond.list();
    return matrix;
} catch (const std::bad_alloc&) {
    throw Error(ErrorKind::resources, fmt::format("not enough memory for the vectors of \"{}\"", path.string()));
}

void write_npy(const std::filesystem::path& path, std::span<const std::int32_t> column, const Observer* observer) {
    write_array(path, npy_header("<i4", fmt::format("({},)", column.size())),
                {reinterpret_cast<const char*>(column.data()), column.size_bytes()}, observer);
}

void write_npy(const std::filesystem::path& path, std::span<const double> column, const Observer* observer) {
    write_array(path, npy_header("<f8", fmt::format("({},)", column.size())),
                {reinterpret_cast<const char*>(column.data()), column.size_bytes()}, observer);
}

void write_npy(const std::filesystem::path& path, std::span<const double> values, std::size_t columns,
               const Observer* observer) {
    write_array(path, npy_header("<f8", fmt::format("({}, {})", values.size() / columns, columns)),
                {reinterpret_cast<const char*>(values.data()), values.size_bytes()}, observer);
}

void write_npy(const std::filesystem::path& path, MatrixView matrix, const Observer* observer) {
    write_array(path, npy_header("<f4", fmt::format("({}, {})", matrix.rows, matrix.cols)),
                {reinterpret_cast<const char*>(matrix.data), matrix.rows * matrix.cols * sizeof(float)}, observer);
}

}  // namespace asterism::store
