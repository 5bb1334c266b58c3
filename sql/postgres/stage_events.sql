CREATE TEMPORARY TABLE asterism_events ON COMMIT DROP AS
SELECT event, cluster_id, other_cluster_id, shared, size_before, size_after FROM {cluster_events} WITH NO DATA
