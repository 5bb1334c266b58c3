/// What the words inside and around a likely name say about its bearer.
///
/// A short selection of our own, for English and some of its neighbours: cues, not knowledge. One cue says little; the
/// counts over all articles decide. Thread safety: any thread.
#pragma once

#include <string_view>

#include "themes/candidate_finder.hpp"

namespace asterism::themes {

/// "Mr", "President", "spokeswoman": the name that follows, or that begins so, is a person's. Lower case, without a
/// dot.
[[nodiscard]] bool is_person_title(std::string_view lower);
/// "Inc", "University", "Ministry": a name that holds it is an organisation's.
[[nodiscard]] bool is_organisation_word(std::string_view lower);
/// "in", "near": the name directly behind it is a place's, more often than not.
[[nodiscard]] bool is_place_preposition(std::string_view lower);
/// "stake", "shares", "written": what follows it and "in" need be no place.
[[nodiscard]] bool is_holding(std::string_view lower);

}  // namespace asterism::themes
