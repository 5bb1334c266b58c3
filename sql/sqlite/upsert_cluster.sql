-- ?4 is NULL where the metadata is to stay as it is.
INSERT INTO {clusters} (cluster_id, centroid, article_count, metadata, first_seen, last_seen)
VALUES (?1, ?2, ?3, coalesce(?4, '{}'), ?5, ?5)
ON CONFLICT (cluster_id) DO UPDATE SET centroid = excluded.centroid, article_count = excluded.article_count,
    metadata = coalesce(?4, metadata), last_seen = excluded.last_seen, retired_at = NULL;
