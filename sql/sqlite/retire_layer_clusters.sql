UPDATE layer_clusters SET retired_at = ?2
WHERE retired_at IS NULL AND cluster_id NOT IN (SELECT cluster_id FROM run_layer_clusters WHERE run_id = ?1);
