-- Vectors of articles that a run has no row of.
SELECT count(*) FROM {embeddings} AS e
WHERE e.{embedding} IS NOT NULL AND {has_article} AND NOT EXISTS (
    SELECT FROM {cluster_assignments} AS known WHERE known.run_id = $1::bigint AND known.article_id = {vector_article})
