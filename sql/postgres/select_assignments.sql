SELECT article_id, cluster_id, how FROM {cluster_assignments}
WHERE run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published')
