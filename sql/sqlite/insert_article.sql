-- Not ON CONFLICT: the id of an existing table may carry no unique index.
INSERT INTO {articles} ({article_id}{article_columns})
SELECT ?1{article_values} WHERE NOT EXISTS (SELECT 1 FROM {articles} WHERE {article_id} = ?1);
