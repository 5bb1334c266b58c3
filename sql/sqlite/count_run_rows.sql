UPDATE cluster_runs
SET article_count = article_count + ?2, noise_count = noise_count + ?3, rejected_count = rejected_count + ?4
WHERE run_id = ?1;
