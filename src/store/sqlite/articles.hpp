/// Step 1: articles.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

[[nodiscard]] UpsertReport upsert_articles(Session& session, std::span<const Article> articles);
void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit);

/// Why what comes in for an optional column of the articles is not stored; empty: it is.
[[nodiscard]] std::string why_not_stored(const Session& session, std::size_t column);

}  // namespace asterism::store::sqlite
