DELETE FROM {run_layer_clusters} WHERE run_id = $1
