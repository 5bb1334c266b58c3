-- The + takes the column's type affinity away: only then is the primary key (run_id, article_id) of type ANY searched.
SELECT article.{article_id}, {title_or_beginning}, coalesce(assignment.probability, 0) AS probability
FROM run_clusters AS made
JOIN {articles} AS article ON article.{cluster_id} = made.cluster_id
LEFT JOIN cluster_assignments AS assignment
    ON assignment.run_id = made.run_id AND assignment.article_id = +article.{article_id}
WHERE made.run_id = (SELECT run_id FROM cluster_runs WHERE status = 'published') AND made.parent_id = ?1
    AND article.{article_id} IS NOT NULL
ORDER BY probability DESC, article.{article_id} COLLATE BINARY LIMIT ?2;
