/// A condensed tree small enough to check by eye, shared by the tests of this floor.
#pragma once

#include "asterism/cluster.hpp"

namespace asterism::clusters::testing {

/// Ten points; cluster ids in brackets, lambdas at the left, points that leave at the right.
///
///   0      [10] root
///   1        |            9 leaves
///   2      [11]   [12]                 both born at 2
///   3        |      |    0 leaves 11, 5 leaves 12
///   4      [13][14] |    11 splits     (12 goes on)
///   5       |   |   |    6, 7, 8 leave 12
///   8       |   |        1, 2 leave 13; 3, 4 leave 14
inline CondensedTree two_levels() {
    return {10,
            5,
            {{10, 9, 1, 1},
             {10, 11, 2, 5},
             {10, 12, 2, 4},
             {11, 0, 3, 1},
             {11, 13, 4, 2},
             {11, 14, 4, 2},
             {12, 5, 3, 1},
             {12, 6, 5, 1},
             {12, 7, 5, 1},
             {12, 8, 5, 1},
             {13, 1, 8, 1},
             {13, 2, 8, 1},
             {14, 3, 8, 1},
             {14, 4, 8, 1}}};
}

}  // namespace asterism::clusters::testing
