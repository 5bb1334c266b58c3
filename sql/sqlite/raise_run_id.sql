-- A table of runs that was made anew gives out no number again that the history holds.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'cluster_runs', max(run_id)
FROM (SELECT run_id FROM run_clusters UNION ALL SELECT run_id FROM cluster_assignments
      UNION ALL SELECT run_id FROM cluster_events)
HAVING max(run_id) IS NOT NULL;
