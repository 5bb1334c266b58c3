INSERT INTO {cluster_events} (run_id, event, cluster_id, other_cluster_id, shared, size_before, size_after)
SELECT $1::bigint, event, cluster_id, other_cluster_id, shared, size_before, size_after FROM pg_temp.asterism_events
