SELECT cluster_id, article_count, metadata, first_seen, last_seen, retired_at FROM {clusters} WHERE cluster_id = ?1;
