/// A short name for every cluster out of its keywords, no two alike.
#pragma once

#include <vector>

#include "themes/label_set.hpp"
#include "themes/theme.hpp"

namespace asterism::themes {

/// Sets `label` of every theme: two to four words of its best keywords, "cluster" when it has none. Equal labels are
/// told apart by further keywords, at last by a number; earlier themes keep the shorter label.
void label_themes(std::vector<Theme>& themes);
/// Nor one that is used already; takes them into `used`.
void label_themes(std::vector<Theme>& themes, LabelSet& used);

}  // namespace asterism::themes
