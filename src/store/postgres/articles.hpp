/// Articles in, in one transaction, and out again in id order, one at a time.
#pragma once

#include <functional>
#include <span>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::upsert_articles. Texts for columns that an existing table lacks are Error{schema}.
[[nodiscard]] UpsertReport upsert_articles(Session& session, std::span<const Article> articles);

/// See ReaderDBClient::for_each_article. `visit` must not call the client: its connection is busy. Memory: one article.
void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit);

}  // namespace asterism::store::postgres
