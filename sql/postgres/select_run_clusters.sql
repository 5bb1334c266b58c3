SELECT label, cluster_id, centroid, article_count, persistence, metadata::text, coalesce(parent, -1)
FROM {run_clusters} WHERE run_id = {run} ORDER BY label
