-- Noise has an assignment without a cluster and gets NULL, an article outside the run finds none and gets it too; only rows that change are written. The + takes the
-- column's type affinity away: only then is the primary key (run_id, article_id) of type ANY searched.
UPDATE {articles} AS article
SET {cluster_id} = (SELECT assignment.cluster_id FROM cluster_assignments AS assignment
                    WHERE assignment.run_id = ?1 AND assignment.article_id = +article.{article_id})
WHERE article.{cluster_id} IS NOT (SELECT assignment.cluster_id FROM cluster_assignments AS assignment
                                   WHERE assignment.run_id = ?1 AND assignment.article_id = +article.{article_id});
