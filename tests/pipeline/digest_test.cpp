#include "pipeline/digest.hpp"

#include <gtest/gtest.h>

namespace asterism::pipeline {
namespace {

Matrix two_rows(float last) {
    Matrix rows(2);
    for (const float x : {1.0F, last}) {
        float* row = rows.add_row();
        row[0] = 0.5F;
        row[1] = x;
    }
    return rows;
}

TEST(Digest, is_the_published_xxh3_of_the_text) {
    EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f")
        << "XXH3-128 of nothing, from the xxHash specification";
    EXPECT_NE(content_hash("a"), content_hash("b"));
}

TEST(Digest, the_fingerprint_sees_every_id_and_every_value) {
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    ids.push_back(std::int64_t{2});
    ArticleIds others;
    others.push_back(std::int64_t{1});
    others.push_back(std::int64_t{3});
    const auto fingerprint = input_fingerprint(ids, two_rows(2).view());
    EXPECT_EQ(fingerprint, input_fingerprint(ids, two_rows(2).view()));
    EXPECT_NE(fingerprint, input_fingerprint(ids, two_rows(3).view()));
    EXPECT_NE(fingerprint, input_fingerprint(others, two_rows(2).view()));
}

TEST(Digest, texts_that_join_to_the_same_bytes_differ) {
    ArticleIds left(IdType::text);
    ArticleIds right(IdType::text);
    for (const char* id : {"ab", "c"})
        left.push_back(std::string_view(id));
    for (const char* id : {"a", "bc"})
        right.push_back(std::string_view(id));
    const Matrix none = [] {
        Matrix rows(0);
        rows.add_row();
        rows.add_row();
        return rows;
    }();
    EXPECT_NE(input_fingerprint(left, none.view()), input_fingerprint(right, none.view()));
}

TEST(Digest, of_a_tree_is_that_of_its_weights_in_order) {
    const std::vector<SpanningEdge> tree{{0, 1, 0.25}, {1, 2, 0.5}};
    const std::vector<SpanningEdge> same_weights{{2, 0, 0.25}, {0, 1, 0.5}};
    const double bytes[] = {0.25, 0.5};
    EXPECT_EQ(weights_digest(tree), weights_digest(same_weights));
    EXPECT_EQ(weights_digest(tree), content_hash({reinterpret_cast<const char*>(bytes), sizeof bytes}));
    EXPECT_NE(weights_digest(tree), weights_digest({}));
}

}  // namespace
}  // namespace asterism::pipeline
