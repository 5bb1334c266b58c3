-- After a publish: articles that have not the cluster of the run, and articles of the run that are gone.
SELECT (SELECT count(*) FROM {articles} AS article
        WHERE article.{cluster_id} IS NOT (SELECT assignment.cluster_id FROM cluster_assignments AS assignment
                                           WHERE assignment.run_id = ?1 AND assignment.article_id = +article.{article_id})),
    (SELECT count(*) FROM cluster_assignments
     WHERE run_id = ?1 AND article_id NOT IN (SELECT {article_id} FROM {articles} WHERE {article_id} IS NOT NULL));
