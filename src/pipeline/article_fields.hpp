/// From one record of an input file to an article: which members are read, and what is wrong with them.
///
/// Members: article_id or id (required); title, summary, content, url (texts); published_at or published; embedding (an
/// array of numbers). null counts as absent, other members are ignored. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/record_reader.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

struct InputArticle {
    store::Article article;
    std::optional<std::vector<float>> embedding;
    std::string error;          ///< why the record is refused; empty when it is usable
    bool repaired = false;      ///< NUL bytes or ill-formed UTF-8 were mended
    bool date_ignored = false;  ///< a date that parse_time does not understand; published_at stays empty
};

/// An integer column takes integers and texts of digits; a text column also takes integers; a uuid column takes
/// uuids in any usual spelling.
[[nodiscard]] InputArticle article_from(const Record& record, IdType id_type);

}  // namespace asterism::pipeline
