/// Articles in, in one transaction, and out again in id order, one at a time.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::upsert_articles. What an existing table has no column for is left out and counted.
[[nodiscard]] UpsertReport upsert_articles(Session& session, std::span<const Article> articles);

/// The id column, and those of the others that take what comes in.
[[nodiscard]] std::vector<std::string> stored_columns(const Session& session);

/// See ReaderDBClient::for_each_article. `visit` must not call the client: its connection is busy. Memory: one article.
void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit);

}  // namespace asterism::store::postgres
