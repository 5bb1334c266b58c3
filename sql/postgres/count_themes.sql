UPDATE {layer_clusters} AS theme SET article_count = made.article_count
FROM {run_layer_clusters} AS made
WHERE made.run_id = $1::bigint AND made.cluster_id = theme.cluster_id AND made.article_count <> theme.article_count
