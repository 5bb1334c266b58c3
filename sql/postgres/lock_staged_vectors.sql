-- The vectors that the staged ones would replace: place, model, made here as far as the record says, its digest, and the
-- vector where that tells.
SELECT staged.place, {known_model}, {recorded}, o.vector_digest, CASE WHEN {to_verify} THEN {vector_value} END
FROM pg_temp.asterism_embeddings AS staged
JOIN {embeddings} AS e ON {vector_article} = staged.id
LEFT JOIN {vector_origins} AS o ON o.article_id = staged.id
WHERE e.{embedding} IS NOT NULL
FOR UPDATE OF e
