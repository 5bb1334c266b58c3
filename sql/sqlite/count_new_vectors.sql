-- Vectors of articles that a run has no row of.
SELECT count(*) FROM {embeddings} AS vector
WHERE vector.{embedding} IS NOT NULL AND vector.{embeddings_article_id} IN (SELECT {article_id} FROM {articles}) AND NOT EXISTS (
    SELECT 1 FROM cluster_assignments AS known WHERE known.run_id = ?1 AND known.article_id = +vector.{embeddings_article_id});
