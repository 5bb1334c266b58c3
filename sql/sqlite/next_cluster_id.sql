UPDATE counters SET value = value + 1 WHERE name = 'cluster_id' RETURNING value;
