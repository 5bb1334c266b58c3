SELECT run_id, to_char(started_at, {utc}) FROM {cluster_runs} WHERE status = 'running' ORDER BY run_id
