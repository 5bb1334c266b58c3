#include "store/postgres/id_values.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "asterism/error.hpp"
#include "store/postgres/copy_format.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kUuidText = 36;

[[noreturn]] void unfit(const std::string& id, std::string_view type) {
    throw Error(ErrorKind::data,
                fmt::format("the article id \"{}\" is no {}, which the id column holds; mend or leave out that article",
                            id, type));
}

void put_integer(CopyWriter& writer, IdWire wire, std::int64_t id) {
    if (wire == IdWire::int8) return writer.put_int64(id);
    if (wire == IdWire::int4) {
        if (id != static_cast<std::int32_t>(id)) unfit(std::to_string(id), "integer");
        return writer.put_int32(static_cast<std::int32_t>(id));
    }
    if (id != static_cast<std::int16_t>(id)) unfit(std::to_string(id), "smallint");
    std::string bytes;
    append_int16(bytes, static_cast<std::int16_t>(id));
    writer.put_bytes(bytes);
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_dash_position(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

void put_uuid(CopyWriter& writer, std::string_view text) {
    std::array<char, kUuidBytes> bytes{};
    std::size_t digits = 0;
    if (text.size() != kUuidText) unfit(std::string(text), "uuid");
    for (std::size_t i = 0; i < kUuidText; ++i) {
        if (is_dash_position(i)) {
            if (text[i] != '-') unfit(std::string(text), "uuid");
            continue;
        }
        const int value = hex_value(text[i]);
        if (value < 0) unfit(std::string(text), "uuid");
        const int shift = digits % 2 == 0 ? 4 : 0;
        bytes[digits / 2] = static_cast<char>(bytes[digits / 2] | (value << shift));
        ++digits;
    }
    writer.put_bytes({bytes.data(), bytes.size()});
}

using UuidText = std::array<char, kUuidText>;

UuidText uuid_text(std::string_view bytes) {
    if (bytes.size() != kUuidBytes) not_a_copy();
    UuidText text{};
    std::size_t digits = 0;
    for (std::size_t i = 0; i < kUuidText; ++i) {
        if (is_dash_position(i)) {
            text[i] = '-';
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes[digits / 2]);
        text[i] = "0123456789abcdef"[digits % 2 == 0 ? byte >> 4 : byte & 15];
        ++digits;
    }
    return text;
}

std::int64_t integer(IdWire wire, std::string_view bytes) {
    const std::size_t size = wire == IdWire::int8 ? 8 : wire == IdWire::int4 ? 4 : 2;
    if (bytes.size() != size) not_a_copy();
    if (wire == IdWire::int8) return load_int64(bytes.data());
    return wire == IdWire::int4 ? load_int32(bytes.data()) : load_int16(bytes.data());
}

bool is_integer(IdWire wire) {
    return wire != IdWire::text && wire != IdWire::uuid;
}

void put_text(CopyWriter& writer, IdWire wire, std::string_view id) {
    if (is_integer(wire)) unfit(std::string(id), "integer");
    if (wire == IdWire::uuid)
        put_uuid(writer, id);
    else
        writer.put_bytes(id);
}

void put_number(CopyWriter& writer, IdWire wire, std::int64_t id) {
    if (is_integer(wire))
        put_integer(writer, wire, id);
    else
        put_text(writer, wire, std::to_string(id));
}

}  // namespace

void put_id(CopyWriter& writer, IdWire wire, const ArticleId& id) {
    if (const auto* number = std::get_if<std::int64_t>(&id))
        put_number(writer, wire, *number);
    else
        put_text(writer, wire, std::get<std::string>(id));
}

void put_id(CopyWriter& writer, IdWire wire, const ArticleIds& ids, std::size_t i) {
    if (asterism::is_integer(ids.type()))
        put_number(writer, wire, ids.integer(i));
    else
        put_text(writer, wire, ids.text(i));
}

ArticleId read_id(IdWire wire, std::string_view bytes) {
    if (is_integer(wire)) return integer(wire, bytes);
    if (wire == IdWire::text) return std::string(bytes);
    const UuidText text = uuid_text(bytes);
    return std::string(text.data(), text.size());
}

void append_id(ArticleIds& ids, IdWire wire, std::string_view bytes) {
    if (is_integer(wire)) return ids.push_back(integer(wire, bytes));
    if (wire == IdWire::text) return ids.push_back(bytes);
    const UuidText text = uuid_text(bytes);
    ids.push_back(std::string_view(text.data(), text.size()));
}

}  // namespace asterism::store::postgres
