-- Where the vectors stand beside their articles no row is made. The last of several for one article counts.
UPDATE {embeddings} AS e SET {embedding} = staged.vector{vector_cast}
FROM pg_temp.asterism_embeddings AS staged
WHERE {vector_article} = staged.id
  AND NOT EXISTS (SELECT FROM pg_temp.asterism_embeddings AS later WHERE later.id = staged.id AND later.place > staged.place)
