INSERT INTO {cluster_runs} (run_id, status, params, versions) VALUES ($1, 'running', $2, $3)
