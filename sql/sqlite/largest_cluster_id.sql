SELECT max(cluster_id)
FROM (SELECT cluster_id FROM {clusters} UNION ALL SELECT cluster_id FROM run_clusters
      UNION ALL SELECT cluster_id FROM layer_clusters UNION ALL SELECT cluster_id FROM run_layer_clusters);
