INSERT INTO run_layer_clusters
    (run_id, label, cluster_id, centroid, article_count, persistence, metadata, parent, parent_id, layer)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
