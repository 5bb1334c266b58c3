-- Runs without an end that nothing published came after: how many, first, last, when the first began.
SELECT count(*), coalesce(min(run_id), 0), coalesce(max(run_id), 0), to_char(min(started_at), {utc})
FROM {cluster_runs}
WHERE status = 'running'
  AND run_id > (SELECT coalesce(max(run_id), 0) FROM {cluster_runs} WHERE status = 'published')
