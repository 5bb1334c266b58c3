DELETE FROM {embeddings} AS e USING pg_temp.asterism_ids AS made WHERE {vector_article} = made.id
