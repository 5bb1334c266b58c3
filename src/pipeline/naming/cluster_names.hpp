/// The labels inside clusters.metadata: kept from run to run, given by a person, taken back.
///
/// Everything else that metadata says stays as it comes in. Pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/naming/cluster_metadata.hpp"

namespace asterism::pipeline {

/// The label stays when these are the keywords now: a person gave it, or the theme has not moved.
[[nodiscard]] bool keeps_name(const ClusterMetadata& before, std::span<const themes::Keyword> keywords);

/// The metadata of a run's clusters given what the clusters it continues had: themes/label_history.hpp decides the
/// labels, everything else is the run's. No label is one of the `others`.
[[nodiscard]] std::vector<ClusterMetadata> settle_names(std::vector<ClusterMetadata> fresh,
                                                        std::span<const std::optional<ClusterMetadata>> before,
                                                        std::span<const ClusterMetadata> others = {});

/// The same for clusters that are named anew on purpose: their labels are fresh unless a person gave them, and differ
/// from those of the `others`. Representative articles and members that nobody knows stay.
[[nodiscard]] std::vector<ClusterMetadata> renew_names(std::span<const ClusterMetadata> fresh,
                                                       std::vector<ClusterMetadata> before,
                                                       std::span<const ClusterMetadata> others);

/// `label` as a person's.
[[nodiscard]] ClusterMetadata with_persons_label(ClusterMetadata metadata, std::string_view label);

/// The generated label again, told apart from those of the `others` if one of them has it by now. Unchanged when no
/// person gave the label.
[[nodiscard]] ClusterMetadata without_persons_label(ClusterMetadata metadata, std::span<const ClusterMetadata> others);

}  // namespace asterism::pipeline
