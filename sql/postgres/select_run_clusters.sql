SELECT label, cluster_id, centroid, article_count, persistence, metadata::text
FROM {run_clusters} WHERE run_id = {run} ORDER BY label
