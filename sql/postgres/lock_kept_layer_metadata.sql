SELECT cluster_id, metadata::text FROM {layer_clusters} WHERE cluster_id = ANY ($1::bigint[]) ORDER BY cluster_id FOR UPDATE
