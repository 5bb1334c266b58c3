-- $1 is the new run, $2 the one published before (NULL at first).
INSERT INTO {cluster_events} (run_id, event, cluster_id, shared, size_before, size_after)
SELECT $1::bigint, CASE WHEN old.cluster_id IS NULL THEN 'born' ELSE 'continued' END, new.cluster_id,
       coalesce(overlap.shared, 0), coalesce(old.article_count, 0), new.article_count
FROM pg_temp.asterism_clusters AS new
LEFT JOIN {run_clusters} AS old ON old.run_id = $2::bigint AND old.cluster_id = new.cluster_id
LEFT JOIN (SELECT a.cluster_id, count(*) AS shared
           FROM pg_temp.asterism_assignments AS a
           JOIN {cluster_assignments} AS b
               ON b.run_id = $2::bigint AND b.article_id = a.article_id AND b.cluster_id = a.cluster_id
           GROUP BY a.cluster_id) AS overlap ON overlap.cluster_id = new.cluster_id
ORDER BY new.label
