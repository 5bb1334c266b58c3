-- Noise has an assignment without a cluster and gets NULL; an article outside the run finds none and gets it too. Only rows
-- that change are written. The + takes the column's type affinity away: only then is the primary key (run_id, article_id) of
-- type ANY searched. No alias: SQLite knows none where a trigger stands in place of the update.
UPDATE {articles}
SET {cluster_id} = (SELECT cluster_assignments.cluster_id FROM cluster_assignments
                    WHERE run_id = ?1 AND cluster_assignments.article_id = +{articles}.{article_id})
WHERE {articles}.{cluster_id} IS NOT (SELECT cluster_assignments.cluster_id FROM cluster_assignments
                                      WHERE run_id = ?1 AND cluster_assignments.article_id = +{articles}.{article_id});
