#include "neighbors/canonical_rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors {

TEST(CanonicalOrder, SortsByBytesAndBreaksEqualRowsById) {
    // 2.0f = 00 00 00 40, 1.0f = 00 00 80 3f: by bytes 2.0 comes first
    const float rows[] = {1.0F, 2.0F, 1.0F, 2.0F};
    const std::uint32_t id_rank[] = {3, 2, 1, 0};
    const MatrixView view{rows, 4, 1};
    EXPECT_EQ(canonical_order(view, id_rank).row, (std::vector<RowIndex>{3, 1, 2, 0}));
    EXPECT_EQ(canonical_order(view, {}).row, (std::vector<RowIndex>{1, 3, 0, 2}));
}

TEST(CanonicalOrder, AgreesWithAPlainSortOfTheBytes) {
    for (const auto shape : testing::kShapes) {
        const Matrix matrix = testing::random_vectors(300, 3, shape, 5);
        const auto order = canonical_order(matrix.view(), {});
        std::vector<RowIndex> expected(300);
        std::iota(expected.begin(), expected.end(), 0U);
        std::stable_sort(expected.begin(), expected.end(),
                         [&](RowIndex a, RowIndex b) { return std::memcmp(matrix.row(a), matrix.row(b), 12) < 0; });
        EXPECT_EQ(order.row, expected);
        for (RowIndex r = 0; r < 300; ++r)
            EXPECT_EQ(order.rank[order.row[r]], r);
    }
}

}  // namespace asterism::neighbors
