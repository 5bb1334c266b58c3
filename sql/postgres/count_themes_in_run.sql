-- A theme has as many articles as its clusters together.
UPDATE {run_layer_clusters} AS theme SET article_count = made.articles
FROM (SELECT parent, sum(article_count)::bigint AS articles FROM {run_clusters} WHERE run_id = $1::bigint GROUP BY parent) AS made
WHERE theme.run_id = $1::bigint AND theme.layer = 'theme' AND theme.label = made.parent AND theme.article_count <> made.articles
