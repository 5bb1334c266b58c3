SELECT run_id, started_at FROM cluster_runs WHERE status = 'running' ORDER BY run_id;
