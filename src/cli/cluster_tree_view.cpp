#include "cli/cluster_tree_view.hpp"

#include <map>

#include "cli/run_views.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

using store::ClusterInfo;
using store::Layer;

struct Tree {
    std::vector<const ClusterInfo*> roots;
    std::map<store::ClusterId, std::vector<const ClusterInfo*>> inside;
};

Tree grown(const std::vector<ClusterInfo>& clusters, std::size_t limit) {
    Tree tree;
    std::vector<const ClusterInfo*> alone;
    for (const ClusterInfo& cluster : clusters) {
        if (cluster.parent)
            tree.inside[*cluster.parent].push_back(&cluster);
        else
            (cluster.layer == Layer::theme ? tree.roots : alone).push_back(&cluster);
    }
    tree.roots.insert(tree.roots.end(), alone.begin(), alone.end());
    if (limit > 0 && limit < tree.roots.size()) tree.roots.resize(limit);
    return tree;
}

const std::vector<const ClusterInfo*>& inside(const Tree& tree, const ClusterInfo& cluster) {
    static const std::vector<const ClusterInfo*> none;
    const auto found = tree.inside.find(cluster.id);
    return found == tree.inside.end() ? none : found->second;
}

void add_lines(const Tree& tree, const ClusterInfo& cluster, std::size_t depth, TextTable& table) {
    const auto metadata = pipeline::ClusterMetadata::parse(cluster.metadata);
    table.add({std::to_string(cluster.id), grouped(cluster.article_count), std::string(2 * depth, ' ') + metadata.label,
               keywords_text(metadata)});
    for (const ClusterInfo* part : inside(tree, cluster))
        add_lines(tree, *part, depth + 1, table);
}

Json node_json(const Tree& tree, const ClusterInfo& cluster) {
    Json node = cluster_json(cluster, {});
    node.erase("articles");
    if (cluster.layer == Layer::story) return node;
    Json& parts = node[cluster.layer == Layer::theme ? "clusters" : "stories"] = Json::array();
    for (const ClusterInfo* part : inside(tree, cluster))
        parts.push_back(node_json(tree, *part));
    return node;
}

}  // namespace

std::string tree_text(const std::vector<ClusterInfo>& clusters, std::size_t limit) {
    const Tree tree = grown(clusters, limit);
    TextTable table(
        {{"id", true}, {"articles", true}, {"theme, its clusters, their stories"}, {"keywords", false, 90}});
    for (const ClusterInfo* root : tree.roots)
        add_lines(tree, *root, root->layer == Layer::theme ? 0 : 1, table);
    return table.text();
}

Json tree_json(const std::vector<ClusterInfo>& clusters, std::size_t limit) {
    const Tree tree = grown(clusters, limit);
    Json list = Json::array();
    for (const ClusterInfo* root : tree.roots)
        list.push_back(node_json(tree, *root));
    return list;
}

}  // namespace asterism::cli
