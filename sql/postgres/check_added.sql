-- After rows were added to the published run: those whose article has another cluster.
SELECT count(*) FROM {articles} AS article
JOIN pg_temp.asterism_assignments AS staged ON staged.article_id = article.{article_id}
WHERE article.{cluster_id} IS DISTINCT FROM staged.cluster_id
