SELECT label, cluster_id, centroid, article_count, persistence, metadata, coalesce(parent, -1), layer
FROM run_layer_clusters WHERE run_id = ?1 ORDER BY layer, label;
