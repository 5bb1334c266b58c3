-- The articles that publish_articles.sql is about to write.
SELECT count(*) FROM {articles}
WHERE {articles}.{cluster_id} IS NOT (SELECT cluster_assignments.cluster_id FROM cluster_assignments
                                      WHERE run_id = ?1 AND cluster_assignments.article_id = +{articles}.{article_id});
