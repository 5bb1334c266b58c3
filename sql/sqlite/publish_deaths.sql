INSERT INTO cluster_events (run_id, event, cluster_id, shared, size_before, size_after)
SELECT ?1, 'died', cluster_id, 0, article_count, 0 FROM {clusters}
WHERE retired_at IS NULL AND cluster_id NOT IN (SELECT cluster_id FROM run_clusters WHERE run_id = ?1)
ORDER BY cluster_id;
