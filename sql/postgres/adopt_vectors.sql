-- What version 1 made stands in the columns of our own table alone.
INSERT INTO {vector_origins} (article_id, model, content_hash)
SELECT {embeddings_article_id}, model, nullif(content_hash, '') FROM {embeddings}
WHERE {embedding} IS NOT NULL AND model <> ''
ON CONFLICT DO NOTHING
