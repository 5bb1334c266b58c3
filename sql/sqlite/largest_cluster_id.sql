SELECT max(cluster_id) FROM (SELECT cluster_id FROM {clusters} UNION ALL SELECT cluster_id FROM run_clusters);
