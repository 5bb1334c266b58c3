-- Not ON CONFLICT: the id of an existing table may carry no unique index.
INSERT INTO {articles} ({article_id}, {title}, {summary}, {content}, {url}, {published_at})
SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM {articles} WHERE {article_id} = ?1);
