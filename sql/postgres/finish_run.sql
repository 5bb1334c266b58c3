UPDATE {cluster_runs} SET status = $2, finished_at = now(), metrics = $3, input_fingerprint = $4, article_count = $5,
    cluster_count = $6, noise_count = $7, rejected_count = $8
WHERE run_id = $1
