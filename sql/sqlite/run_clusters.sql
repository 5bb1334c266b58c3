SELECT label, cluster_id, centroid, article_count, persistence, metadata, coalesce(parent, -1)
FROM run_clusters WHERE run_id = ?1 ORDER BY label;
