INSERT INTO {run_clusters} (run_id, label, cluster_id, centroid, article_count, persistence, metadata, parent, parent_id)
SELECT $1::bigint, label, cluster_id, centroid, article_count, persistence, metadata::jsonb, parent, parent_id
FROM pg_temp.asterism_clusters ORDER BY label
