-- A theme has as many articles as its clusters together.
UPDATE run_layer_clusters
SET article_count = (SELECT sum(cluster.article_count) FROM run_clusters AS cluster
                     WHERE cluster.run_id = ?1 AND cluster.parent = run_layer_clusters.label)
WHERE run_id = ?1 AND layer = 'theme'
    AND article_count <> (SELECT sum(cluster.article_count) FROM run_clusters AS cluster
                          WHERE cluster.run_id = ?1 AND cluster.parent = run_layer_clusters.label);
