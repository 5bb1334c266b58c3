-- Runs without an end that nothing published came after: how many, first, last, when the first began.
SELECT count(*), min(run_id), max(run_id), min(started_at) FROM cluster_runs
WHERE status = 'running' AND run_id > (SELECT coalesce(max(run_id), 0) FROM cluster_runs WHERE status = 'published');
