#include "store/files/npy_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "asterism/error.hpp"

namespace asterism::store {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

[[noreturn]] void refuse(const std::string& name, std::string_view why) {
    throw Error(ErrorKind::data,
                fmt::format("\"{}\" {}; write it with numpy.save as an n x d array of float32", name, why));
}

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// Walks over the dict's text. Every take... skips blanks before it and answers nullopt or false for a misfit.
class DictScanner {
 public:
    explicit DictScanner(std::string_view rest) : rest_(rest) {}

    bool take(char c) {
        skip_blanks();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::optional<std::string_view> take_string() {
        skip_blanks();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return std::nullopt;
        const auto end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        const auto value = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        return value;
    }
    std::optional<bool> take_bool() {
        skip_blanks();
        for (const auto& [word, value] : {std::pair{std::string_view("True"), true}, {"False", false}}) {
            if (!rest_.starts_with(word)) continue;
            rest_.remove_prefix(word.size());
            return value;
        }
        return std::nullopt;
    }
    std::optional<std::vector<std::uint64_t>> take_tuple() {
        std::vector<std::uint64_t> values;
        if (!take('(')) return std::nullopt;
        while (!take(')')) {
            skip_blanks();
            std::uint64_t value = 0;
            const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
            if (error != std::errc() || end == rest_.data()) return std::nullopt;
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            take('L');  // as Python 2 wrote long integers
            values.push_back(value);
            if (take(',')) continue;
            if (!take(')')) return std::nullopt;
            break;
        }
        return values;
    }
    bool at_end() {
        skip_blanks();
        return rest_.empty();
    }

 private:
    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n'))
            rest_.remove_prefix(1);
    }
    std::string_view rest_;
};

struct Dict {
    std::optional<std::string_view> descr;
    std::optional<bool> fortran_order;
    std::optional<std::vector<std::uint64_t>> shape;
};

/// nullopt unless the text is a dict of exactly the three keys. A structured descr (a list) is not a string and so no
/// dict.
std::optional<Dict> scan_dict(DictScanner in) {
    Dict dict;
    if (!in.take('{')) return std::nullopt;
    while (!in.take('}')) {
        const auto key = in.take_string();
        if (!key || !in.take(':')) return std::nullopt;
        if (*key == "descr" && !dict.descr)
            dict.descr = in.take_string();
        else if (*key == "fortran_order" && !dict.fortran_order)
            dict.fortran_order = in.take_bool();
        else if (*key == "shape" && !dict.shape)
            dict.shape = in.take_tuple();
        else
            return std::nullopt;
        if (in.take(',')) continue;
        if (!in.take('}')) return std::nullopt;
        break;
    }
    if (!in.at_end() || !dict.descr || !dict.fortran_order || !dict.shape) return std::nullopt;
    return dict;
}

void set_type(NpyHeader& header, std::string_view descr, const std::string& name) {
    const auto type = descr.empty() ? descr : descr.substr(1);
    const bool known = type == "f2" || type == "f4" || type == "f8";
    if (!known || (descr.front() != '<' && descr.front() != '>' && descr.front() != '='))
        refuse(name, fmt::format("holds values of type \"{}\", not float16, float32 or float64", descr));
    header.type = type == "f2" ? NpyType::float16 : type == "f4" ? NpyType::float32 : NpyType::float64;
    header.big_endian = descr.front() == '>';
}

}  // namespace

std::uint64_t npy_data_offset(std::string_view prefix, const std::string& name) {
    if (!prefix.starts_with(kMagic)) refuse(name, "is not an .npy file");
    if (prefix.size() < kNpyPrefixBytes) refuse(name, "ends inside its header");
    const auto version = static_cast<unsigned char>(prefix[6]);
    if (version < 1 || version > 3) refuse(name, fmt::format("is an .npy file of the unknown version {}", version));
    return version == 1 ? 10 + little_endian(prefix.substr(8, 2)) : 12 + little_endian(prefix.substr(8, 4));
}

NpyHeader parse_npy_dict(std::string_view text, const std::string& name) {
    const auto dict = scan_dict(DictScanner(text));
    if (!dict) refuse(name, "has a header that does not describe one array of numbers");
    NpyHeader header;
    set_type(header, *dict->descr, name);
    header.fortran_order = *dict->fortran_order;
    if (dict->shape->size() != 2)
        refuse(name, fmt::format("has {} dimensions, not rows and columns", dict->shape->size()));
    header.rows = (*dict->shape)[0];
    header.cols = (*dict->shape)[1];
    if (header.cols == 0) refuse(name, "has rows without values");
    if (header.rows >= (std::uint64_t{1} << 31))
        refuse(name, fmt::format("has {} rows, more than 2^31 - 1", header.rows));
    if (header.cols >= (std::uint64_t{1} << 31))
        refuse(name, fmt::format("has {} columns, more than 2^31 - 1", header.cols));
    return header;
}

std::string npy_header(std::string_view descr, std::string_view shape) {
    std::string dict = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}", descr, shape);
    constexpr std::size_t kPrefix = 10, kAlignment = 64;
    dict.append(kAlignment - 1 - (kPrefix + dict.size()) % kAlignment, ' ');
    dict += '\n';
    std::string header(kMagic);
    header += {'\x01', '\x00', static_cast<char>(dict.size() & 0xff), static_cast<char>(dict.size() >> 8)};
    return header + dict;
}

}  // namespace asterism::store
