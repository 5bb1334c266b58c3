INSERT INTO layer_clusters (cluster_id, layer, parent_id, centroid, article_count, metadata, first_seen, last_seen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
ON CONFLICT (cluster_id) DO UPDATE SET parent_id = excluded.parent_id, centroid = excluded.centroid,
    article_count = excluded.article_count, metadata = excluded.metadata, last_seen = excluded.last_seen, retired_at = NULL;
