// Two bundles of directions and one row that points elsewhere.
#include <algorithm>
#include <iostream>
#include <vector>

#include "asterism/cluster.hpp"

int main() {
    const std::vector<float> rows{1, 0, 0, 1, .1F, 0, 1, 0, .1F, 0, 1, 0, .1F, 1, 0, 0, 1, .1F, -1, -1, -9};
    asterism::ClusterOptions options;
    options.min_cluster_size = 3;
    options.min_samples = 1;
    const auto result = asterism::cluster({rows.data(), rows.size() / 3, 3}, options);
    const auto noise = std::count(result.labels.begin(), result.labels.end(), -1);
    std::cout << result.cluster_count() << " clusters, " << noise << " noise\n";
}
