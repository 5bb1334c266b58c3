UPDATE cluster_runs SET status = 'failed', finished_at = ?2, error = ?3 WHERE run_id = ?1 AND status = 'running';
