-- After a publish: stories and themes of the run that are not there as it made them, and others that live.
SELECT (SELECT count(*) FROM run_layer_clusters AS made
        WHERE made.run_id = ?1
            AND NOT EXISTS (SELECT 1 FROM layer_clusters AS there
                            WHERE there.cluster_id = made.cluster_id AND there.retired_at IS NULL
                                AND there.article_count = made.article_count))
    + (SELECT count(*) FROM layer_clusters AS there
       WHERE there.retired_at IS NULL
           AND there.cluster_id NOT IN (SELECT cluster_id FROM run_layer_clusters WHERE run_id = ?1));
