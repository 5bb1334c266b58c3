INSERT INTO {layer_clusters} AS old (cluster_id, layer, parent_id, centroid, article_count, metadata)
SELECT cluster_id, layer, parent_id, centroid, article_count, metadata::jsonb
FROM pg_temp.asterism_layer_clusters ORDER BY cluster_id
ON CONFLICT (cluster_id) DO UPDATE SET parent_id = excluded.parent_id, centroid = excluded.centroid,
    article_count = excluded.article_count, metadata = excluded.metadata, last_seen = now(), retired_at = NULL
