SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at, 'main',
       (SELECT made.parent_id FROM run_clusters AS made
        WHERE made.run_id = (SELECT run_id FROM cluster_runs WHERE status = 'published')
            AND made.cluster_id = cluster.cluster_id)
FROM {clusters} AS cluster WHERE cluster_id = ?1
UNION ALL
SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at, layer, parent_id
FROM layer_clusters WHERE cluster_id = ?1;
