-- The last of several rows for one article counts.
INSERT INTO {embeddings} AS old ({embeddings_article_id}, {embedding}{extra_columns})
SELECT DISTINCT ON (id) id, vector{vector_cast}{extra_values}
FROM pg_temp.asterism_embeddings
ORDER BY id, place DESC
ON CONFLICT ({embeddings_article_id}) DO UPDATE SET {embedding} = excluded.{embedding}{extra_updates}
