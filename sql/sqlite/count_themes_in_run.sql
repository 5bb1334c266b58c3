-- A theme has as many articles as its clusters together.
UPDATE run_layer_clusters SET article_count = made.articles
FROM (SELECT parent, sum(article_count) AS articles FROM run_clusters WHERE run_id = ?1 GROUP BY parent) AS made
WHERE run_layer_clusters.run_id = ?1 AND layer = 'theme' AND label = made.parent AND article_count <> made.articles;
