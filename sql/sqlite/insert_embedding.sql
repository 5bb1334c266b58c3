INSERT INTO {embeddings} ({embeddings_article_id}, {embedding}, model, content_hash)
SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM {embeddings} WHERE {embeddings_article_id} = ?1);
