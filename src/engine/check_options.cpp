#include "engine/check_options.hpp"

#include <cmath>
#include <string>

#include "asterism/error.hpp"
#include "base/require.hpp"

namespace asterism {
void check(const ClusterOptions& options) {
    require(options.min_cluster_size >= 2, "min_cluster_size must be at least 2");
    require(!options.min_samples || *options.min_samples >= 1, "min_samples must be at least 1");
    require(std::isfinite(options.alpha) && options.alpha > 0, "alpha must be a number above 0");
    require(std::isfinite(options.cluster_selection_epsilon) && options.cluster_selection_epsilon >= 0,
            "cluster_selection_epsilon must be a distance of at least 0");
    require(options.cluster_selection_epsilon_max > 0,
            "cluster_selection_epsilon_max must be a distance above 0 (infinity = no limit)");
    require(options.max_cluster_size >= 0, "max_cluster_size must be at least 0 (0 = no limit)");
}

}  // namespace asterism
