#include "pipeline/id_lookup.hpp"

#include <gtest/gtest.h>

namespace asterism::pipeline {
namespace {

TEST(IdLookup, finds_every_id_and_no_other) {
    ArticleIds ids;
    for (std::int64_t id = -10; id <= 30; id += 4)
        ids.push_back(id);
    for (std::int64_t id = -12; id <= 32; ++id) {
        const auto found = find_id(ids, id);
        const bool there = id >= -10 && id <= 30 && (id + 10) % 4 == 0;
        ASSERT_EQ(found.has_value(), there) << id;
        if (found) {
            EXPECT_EQ(ids.integer(*found), id);
        }
    }
}

TEST(IdLookup, texts_are_compared_by_bytes) {
    ArticleIds ids(IdType::text);
    for (const char* id : {"", "B", "a", "aa", "ä"})
        ids.push_back(std::string_view(id));
    EXPECT_EQ(find_id(ids, ArticleId(std::string("aa"))), 3U);
    EXPECT_EQ(find_id(ids, ArticleId(std::string("ä"))), 4U);
    EXPECT_EQ(find_id(ids, ArticleId(std::string("b"))), std::nullopt);
}

TEST(IdLookup, an_id_of_the_other_kind_is_never_found) {
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    EXPECT_EQ(find_id(ids, ArticleId(std::string("1"))), std::nullopt);
    EXPECT_EQ(find_id(ArticleIds(IdType::text), ArticleId(std::int64_t{1})), std::nullopt);
}

}  // namespace
}  // namespace asterism::pipeline
