-- After a publish: articles that have not the cluster of the run, and articles of the run that are there.
SELECT count(*) FILTER (WHERE article.{cluster_id} IS DISTINCT FROM assignment.cluster_id), count(assignment.article_id)
FROM {articles} AS article
LEFT JOIN pg_temp.asterism_assignments AS assignment ON assignment.article_id = article.{article_id}
WHERE article.{article_id} IS NOT NULL
