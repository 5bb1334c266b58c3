SELECT cluster_id, article_count, metadata::text, to_char(first_seen, {utc}), to_char(last_seen, {utc}),
       to_char(retired_at, {utc}), 'main',
       (SELECT made.parent_id FROM {run_clusters} AS made
        WHERE made.run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published')
            AND made.cluster_id = cluster.cluster_id)
FROM {clusters} AS cluster WHERE cluster_id = $1
UNION ALL
SELECT cluster_id, article_count, metadata::text, to_char(first_seen, {utc}), to_char(last_seen, {utc}),
       to_char(retired_at, {utc}), layer, parent_id
FROM {layer_clusters} WHERE cluster_id = $1
