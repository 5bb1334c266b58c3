// Two bundles of directions and one row that points elsewhere; placed again, all get the labels that they have.
#include <algorithm>
#include <iostream>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/extraction.hpp"
#include "asterism/membership.hpp"
#include "asterism/prediction.hpp"
#include "asterism/validity.hpp"

int main() {
    const std::vector<float> rows{1, 0, 0, 1, .1F, 0, 1, 0, .1F, 0, 1, 0, .1F, 1, 0, 0, 1, .1F, -1, -1, -9};
    asterism::ClusterOptions options;
    options.min_cluster_size = 3;
    options.min_samples = 1;
    const asterism::MatrixView view{rows.data(), rows.size() / 3, 3};
    const auto prepared = asterism::prepare(view, options.metric);
    const auto hierarchy = asterism::build_hierarchy(prepared, options);
    const auto result = asterism::cut(hierarchy, options);
    const auto again = asterism::predict(result, options, asterism::NeighborSearch(prepared, 2), view);
    if (again.labels != result.labels) return 1;
    if (asterism::all_points_membership_vectors(result, prepared).width != 2) return 2;
    if (asterism::single_linkage(hierarchy).size() != 6) return 3;
    if (asterism::validity_index(prepared, result.labels).index <= 0) return 4;
    const auto noise = std::count(result.labels.begin(), result.labels.end(), -1);
    std::cout << result.cluster_count() << " clusters, " << noise << " noise\n";
}
