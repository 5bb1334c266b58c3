SELECT run_id, status, to_char(started_at, {utc}), to_char(finished_at, {utc}), article_count, cluster_count, noise_count,
       rejected_count, params::text, metrics::text, versions::text, input_fingerprint, error
FROM {cluster_runs} WHERE run_id = $1
