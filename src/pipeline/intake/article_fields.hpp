/// From one record of an input file to an article: which members are read, and what is wrong with them.
///
/// Members: article_id or id (required); title, summary, content, url (texts; numbers count as such); published_at or
/// published (a text or a number that parse_time understands); embedding (see vector_reading.hpp). null counts as
/// absent, and what is absent changes nothing in the table. A member that cannot be used is left out, and its article
/// stays; only the id can refuse a record. Pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/intake/record_reader.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// What of a record can be lost, `rest` being all behind the place where an input is damaged or cut off; the last two
/// lose nothing, but what is stored is not what was given.
enum class Loss : std::uint8_t { record, rest, vector, date, member, mended, repeated };

struct LeftOut {
    Loss loss = Loss::member;
    std::string why;  ///< names the member and what is wrong with it
};

struct InputArticle {
    store::Article article;
    std::vector<float> embedding;   ///< empty: none
    std::string error;              ///< why the record is refused; empty when it is usable
    std::vector<LeftOut> left_out;  ///< of a usable record
    bool repaired = false;          ///< NUL bytes, ill-formed UTF-8 or spellings that are no JSON were mended
};

/// An integer column takes integers, also such as 12.0, and texts of them; a text column takes integers too; a uuid
/// column takes uuids in any usual spelling.
[[nodiscard]] InputArticle article_from(const Record& record, IdType id_type);

[[nodiscard]] bool is_known_member(std::string_view name);

/// Whether somebody who wrote this name meant the id: "ID", "Article_ID", "_id".
[[nodiscard]] bool means_id(std::string_view name);

/// "article_id" for "id", "published_at" for "published": of two members with one meaning the first is read.
[[nodiscard]] std::optional<std::string_view> member_taken_before(std::string_view name);

/// The members that article_from does not look at, null ones aside: those with other names, and "id" and "published"
/// where "article_id" and "published_at" say something else.
void for_each_unknown_member(const nlohmann::json& object, const std::function<void(const std::string&)>& visit);

}  // namespace asterism::pipeline
