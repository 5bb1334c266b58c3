UPDATE {run_clusters} AS cluster SET article_count = cluster.article_count + added.articles
FROM (SELECT label, count(*) AS articles FROM pg_temp.asterism_assignments WHERE label >= 0 GROUP BY label) AS added
WHERE cluster.run_id = $1::bigint AND cluster.label = added.label
