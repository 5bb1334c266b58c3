SELECT run_id FROM {cluster_runs} WHERE status = 'published'
