DELETE FROM {cluster_assignments} WHERE run_id = $1
