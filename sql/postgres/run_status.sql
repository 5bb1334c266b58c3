SELECT status FROM {cluster_runs} WHERE run_id = $1 FOR UPDATE
