DELETE FROM {vector_origins} AS o USING pg_temp.asterism_ids AS made WHERE o.article_id = made.id
