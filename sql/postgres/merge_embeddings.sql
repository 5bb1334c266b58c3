-- The last of several rows for one article counts. (Sorting for DISTINCT ON would carry the vectors through the disk.)
INSERT INTO {embeddings} AS old ({embeddings_article_id}, {embedding}{extra_columns})
SELECT id{id_cast}, vector{vector_cast}{extra_values}
FROM pg_temp.asterism_embeddings AS staged
WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_embeddings AS later WHERE later.id = staged.id AND later.place > staged.place)
ON CONFLICT ({embeddings_article_id}) DO UPDATE SET {embedding} = excluded.{embedding}{extra_updates}
