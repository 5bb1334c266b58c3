WITH retired AS (
    UPDATE {clusters} SET retired_at = now()
    WHERE retired_at IS NULL AND cluster_id NOT IN (SELECT cluster_id FROM pg_temp.asterism_clusters)
    RETURNING cluster_id, article_count
)
INSERT INTO {cluster_events} (run_id, event, cluster_id, shared, size_before, size_after)
SELECT $1::bigint, 'died', cluster_id, 0, article_count, 0 FROM retired ORDER BY cluster_id
