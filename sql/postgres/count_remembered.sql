-- After forget_origins: what is still recorded.
SELECT count(*) FROM {vector_origins} AS o JOIN pg_temp.asterism_ids AS made ON o.article_id = made.id
