SELECT label, cluster_id, centroid, article_count, persistence, metadata::text, coalesce(parent, -1), layer
FROM {run_layer_clusters} WHERE run_id = {run} ORDER BY layer COLLATE "C", label
