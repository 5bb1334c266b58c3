INSERT INTO cluster_events (run_id, event, cluster_id, other_cluster_id, shared, size_before, size_after)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
