#include "store/postgres/server_error.hpp"

#include <gtest/gtest.h>

#include "store/postgres/catalogue.hpp"

namespace asterism::store::postgres {

TEST(ServerErrorKinds, FollowWhatACallerWouldDo) {
    const std::pair<const char*, ErrorKind> cases[] = {
        {"28P01", ErrorKind::connection}, {"28000", ErrorKind::connection}, {"08006", ErrorKind::connection},
        {"57P01", ErrorKind::connection}, {"57P03", ErrorKind::connection}, {"3D000", ErrorKind::connection},
        {"53300", ErrorKind::connection}, {"42501", ErrorKind::privilege},  {"57014", ErrorKind::timeout},
        {"55P03", ErrorKind::timeout},    {"40001", ErrorKind::timeout},    {"53100", ErrorKind::resources},
        {"53200", ErrorKind::resources},  {"25006", ErrorKind::resources},  {"54000", ErrorKind::resources},
        {"58030", ErrorKind::resources},  {"42P01", ErrorKind::schema},     {"42703", ErrorKind::schema},
        {"42704", ErrorKind::schema},     {"3F000", ErrorKind::schema},     {"0A000", ErrorKind::schema},
        {"23505", ErrorKind::data},       {"23503", ErrorKind::data},       {"22003", ErrorKind::data},
        {"22P02", ErrorKind::data},       {"XX000", ErrorKind::internal},   {"99999", ErrorKind::internal},
    };
    for (const auto& [sqlstate, kind] : cases)
        EXPECT_EQ(static_cast<int>(kind_of(sqlstate)), static_cast<int>(kind)) << sqlstate;
}

TEST(ServerErrorKinds, OnlySerializationFailuresAndDeadlocksAreCollisions) {
    EXPECT_TRUE(ServerError(ErrorKind::timeout, "", "40001").collision());
    EXPECT_TRUE(ServerError(ErrorKind::timeout, "", "40P01").collision());
    EXPECT_FALSE(ServerError(ErrorKind::timeout, "", "40003").collision());
    EXPECT_FALSE(ServerError(ErrorKind::timeout, "", "").collision());
}

TEST(Versions, AreComparedByTheirNumbers) {
    EXPECT_TRUE(version_below("0.8.0", "0.8.2"));
    EXPECT_TRUE(version_below("0.8", "0.8.2"));
    EXPECT_TRUE(version_below("0.8.9", "0.8.10"));
    EXPECT_FALSE(version_below("0.8.2", "0.8.2"));
    EXPECT_FALSE(version_below("1.0", "0.8.2"));
    EXPECT_FALSE(version_below("0.8.0", "0.8"));
}

}  // namespace asterism::store::postgres
