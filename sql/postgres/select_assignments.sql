SELECT article_id, cluster_id FROM {cluster_assignments}
WHERE run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published')
