UPDATE cluster_runs SET status = ?2, finished_at = ?3, metrics = ?4, input_fingerprint = ?5, article_count = ?6,
    cluster_count = ?7, noise_count = ?8, rejected_count = ?9
WHERE run_id = ?1;
