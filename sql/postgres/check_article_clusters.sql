-- Articles that are there and have not the cluster they were given.
SELECT count(*)
FROM (SELECT DISTINCT ON (id) id, cluster FROM pg_temp.asterism_article_clusters ORDER BY id, place DESC) AS given
JOIN {articles} AS article ON article.{article_id} = given.id
WHERE article.{cluster_id} IS DISTINCT FROM given.cluster
