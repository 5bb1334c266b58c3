/// What a cluster is about: the values that theme builders make, labels are made of, and metadata keeps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace asterism::themes {

struct Keyword {
    std::string term;  ///< in its most frequent surface form
    double score = 0;  ///< how much the term marks this cluster against the others, > 0; descending

    bool operator==(const Keyword&) const = default;
};

struct Entity {
    std::string text;
    std::string type;  ///< PERSON, ORG, GPE, ... as the source of candidates calls it; empty when it does not know
    std::int64_t count = 0;

    bool operator==(const Entity&) const = default;
};

struct Theme {
    std::string label;              ///< two to four words
    std::string label_source;       ///< "builtin", "spacy", "person", ...
    std::vector<Keyword> keywords;  ///< ten where the texts allow, at least five unless they have fewer to offer
    std::vector<Entity> entities;
    std::vector<std::string> languages;  ///< ISO 639-1 codes of the texts, most frequent first
};

}  // namespace asterism::themes
