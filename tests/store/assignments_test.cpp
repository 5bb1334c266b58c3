#include "store/assignments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::store {
namespace {

Assignments two_rows() {
    Assignments rows;
    rows.reserve(2);
    rows.ids.push_back(std::int64_t{3});
    rows.add(0, 0.5, 0.25, How::density);
    rows.ids.push_back(std::int64_t{5});
    rows.add(-1, 0, 0.75, How::noise);
    return rows;
}

TEST(Assignments, EveryHowIsKnownByItsName) {
    for (int how = 0; how <= static_cast<int>(How::archived); ++how)
        EXPECT_EQ(how_named(to_string(static_cast<How>(how))), static_cast<How>(how));
}

TEST(Assignments, AHowOfALaterProgramIsNamedInTheError) {
    try {
        static_cast<void>(how_named("dreamt"));
        FAIL() << "no Error was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::schema);
        EXPECT_THAT(error.what(), testing::HasSubstr("\"dreamt\""));
    }
}

TEST(Assignments, AreEqualWhenEveryColumnIs) {
    EXPECT_EQ(two_rows().size(), 2U);
    EXPECT_TRUE(two_rows() == two_rows());
    Assignments other = two_rows();
    other.how.back() = How::rejected;
    EXPECT_FALSE(two_rows() == other);
    other = two_rows();
    other.ids.pop_back();
    other.ids.push_back(std::int64_t{6});
    EXPECT_FALSE(two_rows() == other);
}

}  // namespace
}  // namespace asterism::store
