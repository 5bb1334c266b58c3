UPDATE {layer_clusters} SET retired_at = now()
WHERE retired_at IS NULL AND cluster_id NOT IN (SELECT cluster_id FROM pg_temp.asterism_layer_clusters)
