SELECT cluster.cluster_id, cluster.article_count, cluster.metadata::text, to_char(first_seen, {utc}), to_char(last_seen, {utc}),
       to_char(retired_at, {utc}), 'main', made.parent_id
FROM {clusters} AS cluster
LEFT JOIN {run_clusters} AS made
    ON made.run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published') AND made.cluster_id = cluster.cluster_id
WHERE retired_at IS NULL ORDER BY cluster.article_count DESC, cluster.cluster_id LIMIT $1::bigint
