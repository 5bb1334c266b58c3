#include "tree/condensed_tree.hpp"

#include <algorithm>
#include <deque>
#include <limits>

namespace asterism::tree {
namespace {

using Node = Dendrogram::Node;

double lambda_of_zero(const Dendrogram& dendrogram, Ties ties) {
    if (ties == Ties::hdbscan) return std::numeric_limits<double>::infinity();
    double smallest = std::numeric_limits<double>::infinity();
    for (Node node = dendrogram.points(); node < dendrogram.nodes(); ++node) {
        if (dendrogram.weight(node) > 0) smallest = std::min(smallest, dendrogram.weight(node));
    }
    return smallest < std::numeric_limits<double>::infinity() ? 1.0 / smallest : 1.0;
}

class Condenser {
 public:
    Condenser(const Dendrogram& dendrogram, int min_cluster_size, Ties ties)
        : dendrogram_(dendrogram),
          min_cluster_size_(static_cast<std::uint32_t>(min_cluster_size)),
          ties_(ties),
          lambda_of_zero_(lambda_of_zero(dendrogram, ties)) {
        tree_.points = dendrogram.points();
        tree_.clusters = 1;
        tree_.rows.reserve(dendrogram.points());
    }

    CondensedTree run() {
        if (!dendrogram_.is_point(dendrogram_.root())) queue_.push_back({dendrogram_.root(), tree_.points});
        while (!queue_.empty()) {
            const auto [node, cluster] = queue_.front();
            queue_.pop_front();
            visit(node, cluster);
        }
        if (ties_ == Ties::canonical) {
            std::sort(tree_.rows.begin(), tree_.rows.end(), [](const CondensedRow& a, const CondensedRow& b) {
                if (a.parent != b.parent) return a.parent < b.parent;
                return a.lambda != b.lambda ? a.lambda < b.lambda : a.child < b.child;
            });
        }
        return std::move(tree_);
    }

 private:
    struct Work {
        Node node;
        std::uint32_t cluster;
    };

    /// A point that stands for several rows is so many children of one row.
    [[nodiscard]] bool large(Node node) const {
        return !dendrogram_.is_point(node) && dendrogram_.size(node) >= min_cluster_size_;
    }

    void visit(Node node, std::uint32_t cluster) {
        const double weight = dendrogram_.weight(node);
        const double lambda = weight > 0 ? 1.0 / weight : lambda_of_zero_;
        const auto children = dendrogram_.children(node);
        const auto large_children = std::count_if(children.begin(), children.end(), [&](Node c) { return large(c); });
        for (const Node child : children) {
            if (!large(child)) {
                leave(child, cluster, lambda);
            } else if (large_children > 1) {
                const std::uint32_t born = tree_.points + tree_.clusters++;
                tree_.rows.push_back({cluster, born, lambda, dendrogram_.size(child)});
                queue_.push_back({child, born});
            } else if (ties_ == Ties::canonical) {
                queue_.push_front({child, cluster});  // a cluster is followed to its end before the next one begins
            } else {
                queue_.push_back({child, cluster});
            }
        }
    }

    /// All points below `node` leave `cluster`, level by level.
    void leave(Node node, std::uint32_t cluster, double lambda) {
        level_.assign(1, node);
        for (std::size_t at = 0; at < level_.size(); ++at) {
            if (dendrogram_.is_point(level_[at])) {
                tree_.rows.push_back({cluster, level_[at], lambda, dendrogram_.size(level_[at])});
                continue;
            }
            const auto children = dendrogram_.children(level_[at]);
            level_.insert(level_.end(), children.begin(), children.end());
        }
    }

    const Dendrogram& dendrogram_;
    std::uint32_t min_cluster_size_;
    Ties ties_;
    double lambda_of_zero_;
    CondensedTree tree_;
    std::deque<Work> queue_;
    std::vector<Node> level_;
};

}  // namespace

CondensedTree condense(const Dendrogram& dendrogram, int min_cluster_size, Ties ties) {
    return Condenser(dendrogram, min_cluster_size, ties).run();
}

}  // namespace asterism::tree
