#include "store/vector_digest.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace asterism::store {
namespace {

TEST(VectorDigest, is_the_same_for_the_same_bits_and_on_every_machine) {
    EXPECT_EQ(vector_digest(std::vector<float>{1, 2.5F, -3}), vector_digest(std::vector<float>{1, 2.5F, -3}));
    EXPECT_EQ(vector_digest(std::vector<float>{1, 2.5F, -3}), -4686120694510672756) << "records in databases hold it";
}

TEST(VectorDigest, tells_any_two_vectors_apart_that_differ_in_a_bit_an_order_or_a_length) {
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    std::set<std::int64_t> seen;
    std::vector<float> vector(16);
    for (int round = 0; round < 5000; ++round) {
        for (float& value : vector)
            value = normal(random);
        seen.insert(vector_digest(vector));
        vector[static_cast<std::size_t>(round % 16)] =
            std::nextafter(vector[static_cast<std::size_t>(round % 16)], 9.0F);
        seen.insert(vector_digest(vector));
    }
    EXPECT_EQ(seen.size(), 10'000U);
    EXPECT_NE(vector_digest(std::vector<float>{1, 2}), vector_digest(std::vector<float>{2, 1}));
    EXPECT_NE(vector_digest(std::vector<float>{0}), vector_digest(std::vector<float>{-0.0F}));
    EXPECT_NE(vector_digest(std::vector<float>{0}), vector_digest(std::vector<float>{0, 0}));
}

}  // namespace
}  // namespace asterism::store
