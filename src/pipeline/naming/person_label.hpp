/// A person's own label for a cluster, a story or a theme: given, and taken back.
///
/// It wins over every run to come until it is taken back. Both calls change the metadata of one living cluster in one
/// transaction that a publish cannot come into. Errors: Error{usage} for a text that can be no label; Error{data} for a
/// cluster that is not there or retired, and for a label that another living one bears, whatever its layer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// Longer ones would be cut in every table and list. Characters, not bytes.
inline constexpr std::size_t kLongestLabel = 80;

/// `text` without white space around it. Error{usage} unless that is 1 to kLongestLabel characters of UTF-8, none of
/// them a control or otherwise invisible one.
[[nodiscard]] std::string checked_label(std::string_view text);

/// What people call one of the layer: "cluster", "story", "theme".
[[nodiscard]] std::string_view noun(store::Layer layer);

struct LabelReport {
    store::ClusterId cluster_id = 0;
    store::Layer layer = store::Layer::main;
    std::string label;   ///< as it is now
    std::string source;  ///< "person", or what a run wrote
    std::string before;  ///< the label it had
};

LabelReport set_label(store::ReaderDBClient& client, store::ClusterId id, std::string_view text);

/// The label that runs give this cluster. Changes nothing where no person gave one.
LabelReport clear_label(store::ReaderDBClient& client, store::ClusterId id);

}  // namespace asterism::pipeline
