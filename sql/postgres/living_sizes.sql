SELECT cluster_id, article_count FROM {clusters} WHERE retired_at IS NULL ORDER BY cluster_id
