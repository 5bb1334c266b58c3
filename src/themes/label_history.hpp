/// Labels that stay: which name each cluster of a run bears, given the name it had before.
///
/// A label keeps standing while its theme does. The theme has moved when less than kKeptWeight of the weight of the old
/// keywords is still among the new ones, or when none of the keywords that the old label is made of is. The second half
/// of the rule stops drift: keywords may be replaced one after the other over many runs, half of them kept each time,
/// until a label speaks of nothing that is left; it goes with the last of its own words. (A label that was made of none
/// of the keywords, as by a language model, stands by the weight alone.)
///
/// An old keyword is still there when all its words are among the words of the new ones, in lower case: a run that
/// shows "crude oil" instead of "crude" and "oil" speaks of the same, and so does one in which more articles begin a
/// sentence with a term. Words are not stemmed: the language of a term is not stored, and where the frequent form
/// changes from "panel" to "panels" the other terms carry the weight.
///
/// Pure functions; the result depends on nothing but the arguments and their order, which is that of the labels.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "themes/theme.hpp"

namespace asterism::themes {

/// Half, as for the ids: a cluster keeps its id when more than half of its articles stay, and its label when at least
/// half of what marked it does. Chosen, not measured: it lets five of ten keywords go, but not the heaviest few.
inline constexpr double kKeptWeight = 0.5;

struct LabelBefore {
    std::string label;
    std::vector<Keyword> keywords;
    bool fixed = false;  ///< a person gave it: it stands whatever happens
};

struct LabelCase {
    std::string label;  ///< what this run says
    std::vector<Keyword> keywords;
    std::optional<LabelBefore> before;  ///< nullopt: a new cluster
};

enum class LabelOrigin : std::uint8_t { fresh, kept, fixed };

struct SettledLabel {
    std::string label;
    LabelOrigin origin = LabelOrigin::fresh;
};

/// By the rule above. `fixed` is not looked at.
[[nodiscard]] bool theme_moved(const LabelBefore& before, std::span<const Keyword> keywords);

/// One label per case, no two alike (themes/label_set.hpp). Where two would be, a fixed label stands before a kept one
/// and that before a fresh one, then the earlier case; the other is told apart by further keywords of its own, at last
/// by a number.
[[nodiscard]] std::vector<SettledLabel> settle_labels(std::span<const LabelCase> cases);

}  // namespace asterism::themes
