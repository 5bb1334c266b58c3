SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at, layer, parent_id FROM layer_clusters
WHERE retired_at IS NULL ORDER BY cluster_id;
