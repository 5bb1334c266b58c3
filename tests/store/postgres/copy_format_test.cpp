#include "store/postgres/copy_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "asterism/error.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

std::string header() {
    std::string bytes("PGCOPY\n\377\r\n\0", 11);
    append_int32(bytes, 0);
    append_int32(bytes, 0);
    return bytes;
}

std::string row_of(std::initializer_list<std::string_view> fields) {
    std::string bytes;
    append_int16(bytes, static_cast<std::int16_t>(fields.size()));
    for (const auto field : fields) {
        append_int32(bytes, static_cast<std::int32_t>(field.size()));
        bytes += field;
    }
    return bytes;
}

std::string real_array(std::int32_t dimensions, std::initializer_list<float> values) {
    std::string bytes;
    for (const std::int32_t head : {1, 0, 700, dimensions, 1})
        append_int32(bytes, head);
    for (const float value : values) {
        append_int32(bytes, 4);
        append_floats(bytes, &value, 1);
    }
    return bytes;
}

template <class Body>
bool is_no_copy(Body&& body) {
    try {
        body();
        return false;
    } catch (const Error& error) {
        EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::internal));
        return true;
    }
}

}  // namespace

TEST(CopyFormat, TheHeaderStandsBeforeTheFirstRowAloneOrWithIt) {
    std::vector<std::string_view> fields;
    CopyFormat together, apart;
    const std::string both = header() + row_of({"ab", ""}), alone = header(), row = row_of({"c"});
    together.parse(both, fields);
    EXPECT_THAT(fields, testing::ElementsAre("ab", ""));
    EXPECT_NE(fields[1].data(), nullptr);
    apart.parse(alone, fields);
    EXPECT_THAT(fields, testing::IsEmpty());
    apart.parse(row, fields);
    EXPECT_THAT(fields, testing::ElementsAre("c"));
}

TEST(CopyFormat, NullIsAViewWithoutDataAndTheEndHasNoFields) {
    std::string row;
    append_int16(row, 1);
    append_int32(row, -1);
    std::string end;
    append_int16(end, -1);
    CopyFormat format;
    std::vector<std::string_view> fields;
    const std::string first = header() + row;
    format.parse(first, fields);
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_EQ(fields[0].data(), nullptr);
    format.parse(end, fields);
    EXPECT_THAT(fields, testing::IsEmpty());
}

TEST(CopyFormat, AStreamThatIsCutAnywhereIsNoCopy) {
    const std::string whole = header() + row_of({"abc", "de"});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        if (length == header().size()) continue;
        const std::vector<char> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        CopyFormat format;
        std::vector<std::string_view> fields;
        EXPECT_TRUE(is_no_copy([&] { format.parse({cut.data(), cut.size()}, fields); })) << length;
    }
}

TEST(CopyFormat, AnArrayThatLiesAboutItsSizeIsNotReadBeyondItsEnd) {
    std::array<float, 3> row{};
    EXPECT_TRUE(read_array(real_array(3, {1, 2, 3}), 3, row.data()));
    EXPECT_THAT(row, testing::ElementsAre(1, 2, 3));
    EXPECT_FALSE(read_array(real_array(2, {1, 2}), 3, row.data()));
    EXPECT_TRUE(is_no_copy([&] { (void)read_array(real_array(3, {1, 2}), 3, row.data()); }));
}

TEST(CopyFormat, AnElementThatIsNullIsNotANumber) {
    std::string bytes = real_array(2, {1});
    append_int32(bytes, -1);
    std::array<float, 2> row{};
    EXPECT_TRUE(read_array(bytes, 2, row.data()));
    EXPECT_EQ(row[0], 1);
    EXPECT_TRUE(std::isnan(row[1]));
}

TEST(CopyFormat, AnIdOfAnotherSizeIsNoCopy) {
    using enum IdWire;
    for (const auto wire : {int2, int4, int8, uuid})
        EXPECT_TRUE(is_no_copy([&] { (void)read_id(wire, "abc"); }));
    EXPECT_EQ(read_id(text, "abc"), ArticleId("abc"));
}

}  // namespace asterism::store::postgres
