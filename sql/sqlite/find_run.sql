SELECT run_id, status, started_at, finished_at, article_count, cluster_count, noise_count, rejected_count, params,
    metrics, versions, input_fingerprint, error
FROM cluster_runs WHERE run_id = ?1;
