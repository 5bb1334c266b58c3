INSERT INTO run_clusters (run_id, label, cluster_id, centroid, article_count, persistence, metadata, parent, parent_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
