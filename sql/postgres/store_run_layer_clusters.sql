INSERT INTO {run_layer_clusters}
    (run_id, layer, label, cluster_id, centroid, article_count, persistence, metadata, parent, parent_id)
SELECT $1::bigint, layer, label, cluster_id, centroid, article_count, persistence, metadata::jsonb, parent, parent_id
FROM pg_temp.asterism_layer_clusters ORDER BY layer, label
