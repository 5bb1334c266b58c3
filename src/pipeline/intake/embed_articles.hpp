/// Vectors of any embedder for the articles that have none of it, or whose text changed.
///
/// Memory: the new vectors once, with their ids and hashes. Determinism: as the embedder.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "asterism/article_ids.hpp"
#include "asterism/observer.hpp"
#include "embedding/embedder.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct EmbedRequest {
    bool all = false;  ///< those that have this model's vector for this text already, too
    store::Replace replace = store::Replace::same_origin;
    std::span<const ArticleId> made_here;  ///< ascending: articles whose vector is one of ours
    std::int64_t articles = 0;             ///< that there are, for the progress
};

struct EmbeddedArticles {
    std::int64_t embedded = 0;
    std::int64_t unchanged = 0;      ///< have this model's vector for this text already
    std::int64_t kept = 0;           ///< have a vector that was not replaced, though none was there when it began
    std::int64_t without_words = 0;  ///< of `embedded`: zero vectors
};

/// The stage "embed". Error{interrupted} before anything is stored when the observer (may be null) cancels; whatever
/// the store throws.
EmbeddedArticles embed_articles(store::ReaderDBClient& client, const embedding::Embedder& model,
                                const EmbedRequest& request, Observer* observer);

/// What an article is embedded by: title, summary and content.
[[nodiscard]] std::string embedded_text(const store::ArticleText& article);

/// Error{interrupted} that says so when the observer (may be null) has cancelled.
void stop_before_storing(const Observer* observer);

}  // namespace asterism::pipeline
