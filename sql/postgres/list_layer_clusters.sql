SELECT cluster_id, article_count, metadata::text, to_char(first_seen, {utc}), to_char(last_seen, {utc}),
       to_char(retired_at, {utc}), layer, parent_id
FROM {layer_clusters} WHERE retired_at IS NULL ORDER BY article_count DESC, cluster_id
