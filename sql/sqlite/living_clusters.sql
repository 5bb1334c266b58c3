SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at, 'main', NULL FROM {clusters}
WHERE retired_at IS NULL ORDER BY cluster_id;
