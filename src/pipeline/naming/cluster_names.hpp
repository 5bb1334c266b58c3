/// The labels inside clusters.metadata: kept from run to run, given by a person, taken back.
///
/// Works on the JSON texts that cluster_metadata writes and a store gives back. With a person's label, metadata holds
/// "label_source": "person", and beside it "generated_label" and "generated_source": what stood there without the
/// person. Members it does not know stay. A text that is no object counts as one without members. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::pipeline {

/// What metadata says, for people: a missing or odd member is empty.
struct ClusterName {
    std::string label;
    std::string source;
    std::string generated;  ///< empty unless a person gave the label
};
[[nodiscard]] ClusterName cluster_name(const std::string& metadata);

/// The label stays when these are the keywords now: a person gave it, or the theme has not moved.
[[nodiscard]] bool keeps_name(const std::string& before, std::span<const themes::Keyword> keywords);

/// The metadata of a run's clusters given what the clusters it continues had: themes/label_history.hpp decides the
/// labels, everything else is the run's.
[[nodiscard]] std::vector<std::string> settle_names(std::span<const std::string> fresh,
                                                    std::span<const std::optional<std::string>> before);

/// The same for clusters that are named anew on purpose: their labels are fresh unless a person gave them, and differ
/// from those of the `others`. Representative articles stay.
[[nodiscard]] std::vector<std::string> renew_names(std::span<const std::string> fresh,
                                                   std::span<const std::string> before,
                                                   std::span<const std::string> others);

/// `label` as a person's.
[[nodiscard]] std::string with_persons_label(const std::string& metadata, std::string_view label);

/// The generated label again, told apart from those of the `others` if one of them has it by now. Unchanged when no
/// person gave the label.
[[nodiscard]] std::string without_persons_label(const std::string& metadata, std::span<const std::string> others);

}  // namespace asterism::pipeline
