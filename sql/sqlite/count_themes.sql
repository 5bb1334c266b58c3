UPDATE layer_clusters
SET article_count = (SELECT made.article_count FROM run_layer_clusters AS made
                     WHERE made.run_id = ?1 AND made.cluster_id = layer_clusters.cluster_id)
WHERE article_count <> (SELECT made.article_count FROM run_layer_clusters AS made
                        WHERE made.run_id = ?1 AND made.cluster_id = layer_clusters.cluster_id);
