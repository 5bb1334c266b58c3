-- Counters made anew give out no number again that the history holds.
UPDATE {counters} AS counter SET value = held.largest
FROM (SELECT 'run_id' AS name, max(run_id) AS largest
      FROM (SELECT run_id FROM {cluster_runs} UNION ALL SELECT run_id FROM {run_clusters} UNION ALL
            SELECT run_id FROM {cluster_assignments} UNION ALL SELECT run_id FROM {cluster_events}) AS runs
      UNION ALL
      SELECT 'cluster_id', max(cluster_id)
      FROM (SELECT cluster_id FROM {run_clusters} UNION ALL SELECT cluster_id FROM {run_layer_clusters} UNION ALL
            SELECT cluster_id FROM {layer_clusters} UNION ALL SELECT cluster_id FROM {clusters}) AS ids) AS held
WHERE counter.name = held.name AND counter.value < held.largest
