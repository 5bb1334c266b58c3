DELETE FROM {run_clusters} WHERE run_id = $1
