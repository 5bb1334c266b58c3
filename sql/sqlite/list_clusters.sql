SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at, 'main',
       (SELECT made.parent_id FROM run_clusters AS made
        WHERE made.run_id = (SELECT run_id FROM cluster_runs WHERE status = 'published')
            AND made.cluster_id = cluster.cluster_id)
FROM {clusters} AS cluster
WHERE retired_at IS NULL ORDER BY article_count DESC, cluster_id LIMIT ?1;
