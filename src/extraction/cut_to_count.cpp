#include <algorithm>
#include <numeric>

#include "asterism/extraction.hpp"
#include "base/require.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/selection.hpp"
#include "engine/check_options.hpp"
#include "tree/condensed_tree.hpp"

namespace asterism {
namespace {

/// How many clusters each epsilon leaves.
class Counts {
 public:
    Counts(const Hierarchy& hierarchy, const ClusterOptions& options)
        : options_(options),
          tree_(tree::condense(hierarchy.dendrogram, options.min_cluster_size, hierarchy.ties)),
          clusters_(tree_) {
        options_.ties = hierarchy.ties;
    }

    void choose(SelectionMethod method) { options_.method = method; }

    [[nodiscard]] std::size_t with(double epsilon) const {
        ClusterOptions options = options_;
        options.cluster_selection_epsilon = epsilon;
        return clusters::select_clusters(tree_, clusters_, options).selected.size();
    }

    /// Ascending: 0, and one epsilon between any two distances at which clusters are born, and one above all.
    [[nodiscard]] std::vector<double> epsilons() const {
        std::vector<double> births;
        for (std::uint32_t c = 1; c < clusters_.count(); ++c)
            births.push_back(1.0 / clusters_.birth[c]);
        std::sort(births.begin(), births.end());
        births.erase(std::unique(births.begin(), births.end()), births.end());
        std::vector<double> epsilons{0.0};
        for (std::size_t i = 0; i < births.size(); ++i)
            epsilons.push_back(i + 1 < births.size() ? std::midpoint(births[i], births[i + 1]) : 2 * births[i]);
        return epsilons;
    }

 private:
    ClusterOptions options_;
    CondensedTree tree_;
    clusters::ClusterTree clusters_;
};

}  // namespace

CountedCut cut_to_count(const Hierarchy& hierarchy, const ClusterOptions& options, int clusters) {
    check(options);
    require(clusters >= 1, "the wished number of clusters must be at least 1");
    const auto wished = static_cast<std::size_t>(clusters);
    Counts counts(hierarchy, options);
    CountedCut result;
    result.method = options.method;
    if (options.method == SelectionMethod::eom && counts.with(0) < wished) result.method = SelectionMethod::leaf;
    counts.choose(result.method);
    const auto epsilons = counts.epsilons();
    const auto fits = [&](double epsilon) { return counts.with(epsilon) <= wished; };
    const auto first = std::partition_point(epsilons.begin(), epsilons.end(), [&](double e) { return !fits(e); });
    result.cluster_selection_epsilon = first != epsilons.end() ? *first : epsilons.back();

    ClusterOptions cut_options = options;
    cut_options.method = result.method;
    cut_options.cluster_selection_epsilon = result.cluster_selection_epsilon;
    result.clustering = cut(hierarchy, cut_options);
    return result;
}

}  // namespace asterism
