UPDATE {clusters} AS cluster SET article_count = cluster.article_count + added.articles
FROM (SELECT cluster_id, count(*) AS articles FROM pg_temp.asterism_assignments
      WHERE cluster_id IS NOT NULL GROUP BY cluster_id) AS added
WHERE cluster.cluster_id = added.cluster_id
