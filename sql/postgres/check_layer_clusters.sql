-- After a publish: stories and themes of the run that are not there as it made them, and others that live.
SELECT count(*) FILTER (WHERE there.cluster_id IS NULL),
       (SELECT count(*) FROM {layer_clusters} WHERE retired_at IS NULL) - count(there.cluster_id)
FROM pg_temp.asterism_layer_clusters AS made
LEFT JOIN {layer_clusters} AS there
    ON there.cluster_id = made.cluster_id AND there.retired_at IS NULL AND there.article_count = made.article_count
