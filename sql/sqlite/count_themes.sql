UPDATE layer_clusters SET article_count = made.article_count
FROM run_layer_clusters AS made
WHERE made.run_id = ?1 AND made.layer = 'theme' AND layer_clusters.cluster_id = made.cluster_id
    AND layer_clusters.article_count <> made.article_count;
