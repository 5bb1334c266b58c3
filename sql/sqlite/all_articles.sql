SELECT article.{article_id}, article.{title}, article.{summary}, article.{content}, article.{published_at},
    vector.content_hash, vector.model
FROM {articles} AS article
LEFT JOIN {embeddings} AS vector ON vector.{embeddings_article_id} = article.{article_id}
ORDER BY article.{article_id} COLLATE BINARY;
