UPDATE {cluster_runs} SET status = 'superseded' WHERE status = 'published'
