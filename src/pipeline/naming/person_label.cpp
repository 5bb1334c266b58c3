#include "pipeline/naming/person_label.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "asterism/error.hpp"
#include "pipeline/naming/cluster_names.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"
#include "text/visible.hpp"
#include "themes/label_set.hpp"

namespace asterism::pipeline {
namespace {

std::string living_ones(const store::ReaderDBClient& client) {
    return "the living ones: " + client.commands().told("clusters");
}

/// The first character of a label that not everybody sees.
std::optional<char32_t> unseen(std::string_view label) {
    if (const auto hidden = text::first_hidden(label)) return hidden;
    for (std::size_t at = 0; at < label.size();) {
        const char32_t c = text::next_code_point(label, at);
        if (text::is_nameless(c)) return c;
    }
    return std::nullopt;
}

struct OtherCluster {
    store::ClusterId id;
    store::Layer layer;
    ClusterMetadata metadata;
};
/// Metadata of one cluster and of the others, to what that one gets.
using OneEdit = std::function<ClusterMetadata(ClusterMetadata metadata, const std::vector<OtherCluster>& others)>;

store::Layer require_living(store::ReaderDBClient& client, store::ClusterId id) {
    const auto cluster = client.find_cluster(id);
    if (!cluster) throw Error(ErrorKind::data, fmt::format("there is no cluster {}; {}", id, living_ones(client)));
    if (!cluster->retired_at.empty())
        throw Error(ErrorKind::data, fmt::format("{} {} has been retired since {}, so nobody sees its label; {}",
                                                 noun(cluster->layer), id, cluster->retired_at, living_ones(client)));
    return cluster->layer;
}

LabelReport edit_one(store::ReaderDBClient& client, store::ClusterId id, const OneEdit& edit) {
    const store::Layer layer = require_living(client, id);
    LabelReport report{.cluster_id = id, .layer = layer, .label = {}, .source = {}, .before = {}};
    client.edit_metadata([&](const store::LivingClusters& living) {
        std::vector<OtherCluster> others;
        std::optional<ClusterMetadata> metadata;
        for (const auto& cluster : living.clusters) {
            if (cluster.id == id)
                metadata = ClusterMetadata::parse(cluster.metadata);
            else
                others.push_back({cluster.id, cluster.layer, ClusterMetadata::parse(cluster.metadata)});
        }
        if (!metadata)
            throw Error(ErrorKind::data,
                        fmt::format("{} {} was retired just now; {}", noun(layer), id, living_ones(client)));
        report.before = metadata->label;
        metadata = edit(*std::move(metadata), others);
        report.label = metadata->label;
        report.source = metadata->label_source;
        return std::vector<store::MetadataChange>{{id, metadata->text()}};
    });
    return report;
}

}  // namespace

std::string_view noun(store::Layer layer) {
    return layer == store::Layer::main ? "cluster" : store::to_string(layer);
}

std::string checked_label(std::string_view text) {
    if (!text::is_utf8(text)) throw Error(ErrorKind::usage, "the label is not UTF-8; set the terminal to it");
    std::u32string label;
    for (std::size_t at = 0; at < text.size();)
        label.push_back(text::next_code_point(text, at));
    while (!label.empty() && text::is_space(label.back()))
        label.pop_back();
    label.erase(label.begin(), std::ranges::find_if_not(label, text::is_space));
    if (label.empty())
        throw Error(ErrorKind::usage, "the label is empty; give it a text, or take one back with --clear");
    std::string checked;
    for (const char32_t c : label)
        text::append_utf8(c, checked);
    if (const auto c = unseen(checked))
        throw Error(ErrorKind::usage,
                    fmt::format("the label holds the character U+{:04X}, which nobody sees; leave it out",
                                static_cast<std::uint32_t>(*c)));
    if (label.size() > kLongestLabel)
        throw Error(ErrorKind::usage, fmt::format("the label \"{}\" has {} characters; give at most {}", checked,
                                                  label.size(), kLongestLabel));
    return checked;
}

LabelReport set_label(store::ReaderDBClient& client, store::ClusterId id, std::string_view text) {
    const std::string label = checked_label(text);
    const std::string_view own = noun(require_living(client, id));
    return edit_one(client, id, [&](ClusterMetadata metadata, const std::vector<OtherCluster>& others) {
        for (const auto& other : others) {
            if (themes::folded(other.metadata.label) != themes::folded(label)) continue;
            throw Error(ErrorKind::data,
                        fmt::format("{} {} is called \"{}\" already; give {} {} another label, or that one first",
                                    noun(other.layer), other.id, other.metadata.label, own, id));
        }
        return with_persons_label(std::move(metadata), label);
    });
}

LabelReport clear_label(store::ReaderDBClient& client, store::ClusterId id) {
    return edit_one(client, id, [](ClusterMetadata metadata, const std::vector<OtherCluster>& others) {
        std::vector<ClusterMetadata> rivals;
        for (const auto& other : others)
            rivals.push_back(other.metadata);
        return without_persons_label(std::move(metadata), rivals);
    });
}

}  // namespace asterism::pipeline
