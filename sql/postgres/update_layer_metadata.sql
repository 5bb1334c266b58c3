UPDATE {layer_clusters} SET metadata = $2 WHERE cluster_id = $1 AND retired_at IS NULL
