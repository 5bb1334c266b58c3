-- Articles that a vector was staged for, and an id of which there is none.
SELECT count(DISTINCT staged.id),
       min(staged.id::text) FILTER (WHERE NOT EXISTS (SELECT FROM {articles} AS a WHERE a.{article_id} = staged.id))
FROM pg_temp.asterism_embeddings AS staged
