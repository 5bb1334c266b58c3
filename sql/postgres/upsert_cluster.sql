-- $4 is NULL where the metadata is to stay as it is.
INSERT INTO {clusters} AS old (cluster_id, centroid, article_count, metadata)
VALUES ($1, $2::vector, $3, coalesce($4::jsonb, '{}'))
ON CONFLICT (cluster_id) DO UPDATE SET centroid = excluded.centroid, article_count = excluded.article_count,
    metadata = coalesce($4::jsonb, old.metadata), last_seen = now(), retired_at = NULL
