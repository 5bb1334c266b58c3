INSERT INTO {clusters} AS old (cluster_id, centroid, article_count, metadata)
SELECT cluster_id, centroid, article_count, metadata::jsonb FROM pg_temp.asterism_clusters ORDER BY cluster_id
ON CONFLICT (cluster_id) DO UPDATE SET centroid = excluded.centroid, article_count = excluded.article_count,
    metadata = excluded.metadata, last_seen = now(), retired_at = NULL
