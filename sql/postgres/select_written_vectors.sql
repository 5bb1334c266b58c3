-- What the table holds now, whatever a trigger made of it.
SELECT staged.place, {vector_value}
FROM pg_temp.asterism_embeddings AS staged JOIN {embeddings} AS e ON {vector_article} = staged.id
WHERE e.{embedding} IS NOT NULL
  AND NOT EXISTS (SELECT FROM pg_temp.asterism_embeddings AS later WHERE later.id = staged.id AND later.place > staged.place)
