-- The + takes the column's type affinity away: only then is the primary key of type ANY searched.
SELECT article.{article_id}, {title_value}, {summary_value}, {content_value}, {published_value},
    origin.content_hash, origin.model
FROM {articles} AS article
LEFT JOIN vector_origins AS origin ON origin.article_id = +article.{article_id}
WHERE article.{article_id} IS NOT NULL
ORDER BY article.{article_id} COLLATE BINARY;
